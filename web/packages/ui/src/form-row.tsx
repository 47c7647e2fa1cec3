import { problemFrom } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { type ReactNode, useId } from "react";
import styles from "./form-row.module.css";

/** What a control needs to belong to its row. */
export interface Bound {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
  readonly status: "error" | "";
}

interface Props {
  readonly label: string;
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with what was entered; stands in place of the hint. */
  readonly error?: string | undefined;
  readonly children: (bound: Bound) => ReactNode;
}

/** One control with its label above and its hint, or what is wrong, below. */
export function FormRow({ label, optional = false, hint, error, children }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}>{t("form.optional")}</span>}
      </label>
      {children({
        id,
        "aria-invalid": error !== undefined,
        "aria-describedby": below ? `${id}-below` : undefined,
        status: error === undefined ? "" : "error",
      })}
      {below && (
        <div id={`${id}-below`} className={styles.below} data-wrong={error !== undefined}>
          {below}
        </div>
      )}
    </div>
  );
}

/** What the server found wrong at one place of what was sent (a JSON pointer such as "/login"). */
export function wrongAt(error: unknown, pointer: string): string | undefined {
  if (!error) return undefined;
  return problemFrom(error, 0).body.errors.find((each) => each.pointer === pointer)?.detail;
}

/** Whether a problem was said at one of these places already, so that no box has to say it again. */
export function isSaidAt(error: unknown, pointers: readonly string[]): boolean {
  return pointers.some((pointer) => wrongAt(error, pointer) !== undefined);
}
