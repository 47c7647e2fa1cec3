import type { Order } from "./client";

/** What every act on the followed order needs. */
export interface Acting {
  readonly token: string;
  readonly order: Order;
  readonly onDone: () => Promise<void>;
}
