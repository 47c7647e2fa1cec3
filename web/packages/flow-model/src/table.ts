import type { Words } from "./words";

/** Decision tables of a bundle, as the server stores them (`engines/feel`, DMN hit policies). */
export type ValueType = "text" | "number" | "boolean" | "date" | "time" | "date-time";

export interface TableInput {
  readonly expression: string;
  readonly title?: Words;
}

export interface TableOutput {
  readonly name: string;
  readonly type: ValueType;
  readonly title?: Words;
  readonly unit?: string;
  readonly least?: string;
  readonly most?: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

export interface TableRule {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly note?: string;
}

/** A test row: FEEL values by name, and what the table shall answer by output ("": not looked at). */
export interface TableTest {
  readonly given: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
  readonly note?: string;
}

export interface Table {
  readonly title: Words;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
  readonly hit_policy?: "U" | "A" | "P" | "F" | "R" | "O" | "C";
  readonly aggregator?: "" | "+" | "#" | "<" | ">";
  readonly tests?: readonly TableTest[];
}
