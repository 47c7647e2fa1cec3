import type { Issue } from "../core/check";
import type { Field, Value } from "../core/read-form";

/** What the control of one field gets. */
export interface ControlProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  /** What is wrong with the field, and inside of one that holds lines. */
  readonly issues: readonly Issue[];
  readonly onChange: (value: Value) => void;
}
