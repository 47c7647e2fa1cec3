import { lazy } from "react";
import { DayPlanPage } from "../features/planning/components/day-plan-page";
import type { PageProps } from "./place";
import { wordsFor } from "./words";

const Needs = lazy(async () => {
  const [{ OrderNeeds }] = await Promise.all([import("../features/workorders/components/needs/order-needs"), wordsFor(["needs", "orders"])]);
  return { default: OrderNeeds };
});

/** The day plan, with the form of the orders in which people say what the work takes. */
export function DayPlanPlace({ me }: PageProps) {
  return <DayPlanPage me={me} Needs={Needs} />;
}
