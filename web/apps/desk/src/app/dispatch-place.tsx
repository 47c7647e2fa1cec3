import { lazy } from "react";
import { DispatchPage } from "../features/dispatch/components/dispatch-page";
import type { PageProps } from "./place";
import { wordsFor } from "./words";

const Gist = lazy(async () => {
  const [{ OrderGist }] = await Promise.all([import("../features/workorders/components/order/order-gist"), wordsFor(["orders"])]);
  return { default: OrderGist };
});

/** The inbox of dispatch, with what the chosen order is about. */
export function DispatchPlace({ me }: PageProps) {
  return <DispatchPage me={me} Gist={Gist} />;
}
