import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input } from "antd";
import { FormRow } from "./form-row";
import { Masked } from "./masked";
import styles from "./sealed-field.module.css";
import { afterwards, type Known, type SealedEdit } from "./sealed";
import type { Thing } from "./use-reveal";

interface Props {
  readonly label: string;
  /** The field's name for the server. */
  readonly field: string;
  /** What is known of it; undefined for something new. */
  readonly known?: (Known & { readonly thing: Thing }) | undefined;
  readonly edit: SealedEdit;
  readonly error: string | undefined;
  readonly onEdit: (edit: SealedEdit) => void;
}

/** A personal value being changed: what may be seen in part only is replaced or taken away, never sent back as it looks. */
export function SealedField({ label, field, known, edit, error, onEdit }: Props) {
  const { t } = useSpeech();
  const inFull = known?.view === "full";
  const kept = !inFull && known?.value ? known : undefined;
  const hint = kept && <Masked thing={kept.thing} field={field} label={label} value={kept.value} />;
  const typed = (text: string) => onEdit(text === "" && !inFull ? undefined : afterwards(text));
  const shown = edit === undefined ? (inFull ? known.value : "") : edit;
  return (
    <FormRow label={label} optional error={error} hint={hint}>
      {(bound) => (
        <div className={styles.line}>
          <Input
            {...bound}
            autoComplete="off"
            value={shown ?? ""}
            disabled={kept !== undefined && edit === null}
            placeholder={kept && t(edit === null ? "parts.sealed.gone" : "parts.sealed.kept")}
            onChange={(event) => typed(event.target.value)}
          />
          {kept && (
            <Button
              aria-label={t(edit === null ? "parts.sealed.keep.what" : "parts.sealed.take.what", { what: label })}
              onClick={() => onEdit(edit === null ? undefined : null)}
            >
              {t(edit === null ? "parts.sealed.keep" : "parts.sealed.take")}
            </Button>
          )}
        </div>
      )}
    </FormRow>
  );
}
