import { lazy } from "react";
import type { PanelProps } from "../features/workorders/components/order/order-panel";
import { OrderTimeline } from "../features/workorders/components/timeline/order-timeline";
import { wordsFor } from "./words";

const Why = lazy(async () => {
  const [{ BasisWords }] = await Promise.all([import("../features/dispatch/components/basis-words"), wordsFor(["dispatch"])]);
  return { default: BasisWords };
});

/** The timeline, with on what the decisions of dispatch rested for those who may know. */
export function TimelinePanel(props: PanelProps) {
  return <OrderTimeline {...props} Why={props.me.actions.includes("dispatch.read") ? Why : undefined} />;
}
