import type { Bag } from "./json";
import type { Values } from "./read-form";

/** What rules may read of an order that is about to be: urgency, impact, and the priority that follows from both. */
export function knownAtReport(values: Values): Bag {
  const numbers = ["urgency", "impact"].map((name) => Number(values[name] ?? 3));
  const [urgency = 3, impact = 3] = numbers;
  return { urgency, impact, priority: Math.min(5, Math.max(1, urgency + impact - 1)) };
}
