import { lazy } from "react";

const fetched = async () => ({ default: (await import("./order-place")).OrderPlace });

/** The page of one order: the list is shown without it. */
export const OrderPlace = lazy(fetched);

/** Fetches it for a reader who is about to open an order; a fault is told when he does. */
export function fetchOrderPlace(): void {
  void fetched().catch(() => undefined);
}
