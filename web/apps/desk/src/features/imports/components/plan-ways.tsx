import { besideField } from "@gongdan/forms/antd/beside-field";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ImportPlan, kindsQuery, type Target } from "../api/imports";
import styles from "./imports.module.css";

const stages = ["accept", "execute", "verify", "archived"] as const;
const existing = ["skip", "update"] as const;
const knownBy = ["either", "phone", "email", "code"] as const;

interface Props {
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
}

/** Of which type the orders become, and where they stand. */
export function OrderWays({ plan, onChange }: Props) {
  const { t, locale } = useSpeech();
  const kinds = useQuery(kindsQuery);
  return (
    <div className={styles.pair}>
      <Choice
        label={t("imports.kind")}
        value={plan.type}
        options={(kinds.data ?? []).map(({ key, title }) => ({ value: key, label: wordsOf(title, locale) || key }))}
        onChoose={(type) => onChange({ ...plan, type })}
      />
      <Choice
        label={t("imports.stage")}
        hint={t("imports.stage.hint")}
        value={plan.stage}
        options={stages.map((value) => ({ value, label: t(`importstage.${value}`) }))}
        onChoose={(stage) => onChange({ ...plan, stage })}
      />
    </div>
  );
}

/** What becomes of entries that are there already, and how they are known. */
export function EntryWays({ target, plan, onChange }: Props & { readonly target: Target }) {
  const { t } = useSpeech();
  return (
    <div className={styles.pair}>
      <Choice
        label={t("imports.existing")}
        hint={t("imports.existing.hint")}
        value={plan.existing}
        options={existing.map((value) => ({ value, label: t(`imports.existing.${value}`) }))}
        onChoose={(next) => onChange({ ...plan, existing: next })}
      />
      {target === "customers" && (
        <Choice
          label={t("imports.knownby")}
          hint={t("imports.knownby.hint")}
          value={plan.known_by}
          options={knownBy.map((value) => ({ value, label: t(`imports.knownby.${value}`) }))}
          onChoose={(next) => onChange({ ...plan, known_by: next })}
        />
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value | undefined;
  readonly options: { value: Value; label: string }[];
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, hint, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <FormRow label={label} {...(hint !== undefined && { hint })}>
      {(bound) => (
        <Select
          {...bound}
          getPopupContainer={besideField}
          value={value ?? null}
          options={options}
          onChange={(next: Value | null) => next && onChoose(next)}
        />
      )}
    </FormRow>
  );
}
