import type { FieldRules } from "@gongdan/flow-model/bundle";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Input } from "antd";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import styles from "./form-designer.module.css";

interface Props extends PartProps {
  readonly form: string;
  /** A field, or a column as `field.column`. */
  readonly of: string;
  readonly computes: boolean;
}

const conditions = ["visible", "required", "read_only", "check"] as const;
const languages = ["zh", "en"] as const;
const examples = { condition: "amount > 1000", sum: "sum(items.amount)" };

/** A field's rules as expressions; what the server says of each stands below it. */
export function RulesEdit({ bundle, edit, findings, readOnly, form, of, computes }: Props) {
  const { t } = useSpeech();
  const rules = bundle.forms?.[form]?.rules?.[of] ?? {};
  const change = (part: FieldRules) => edit(t("fd.edit.rule"), (before) => edits.setRule(before, form, of, part));
  const wrong = (part: string) => {
    const found = findings.find(({ place }) => place === `forms/${form}/rules/${of}/${part}` || (part === "computed" && place === `forms/${form}/rules/${of}`));
    return found && `${found.what} ${found.mend}`;
  };
  const row = (part: Exclude<keyof FieldRules, "message">, hint: string) => (
    <FormRow key={part} label={t(`fd.r.${part as "visible"}`)} optional hint={hint} error={wrong(part)}>
      {(bound) => <Input.TextArea {...bound} rows={2} className={styles.code} spellCheck={false} value={rules[part] ?? ""} disabled={readOnly} maxLength={2000} onChange={({ target }) => change({ [part]: target.value })} />}
    </FormRow>
  );
  return (
    <details className={styles.rules} open={Object.keys(rules).length > 0}>
      <summary>{t("fd.rules")}</summary>
      <p className={styles.quiet}>{t("fd.rules.help", { example: examples.condition })}</p>
      {computes && row("computed", t("fd.r.computed.help", { example: examples.sum }))}
      {conditions.map((part) => row(part, ""))}
      {rules.check &&
        languages.map((language) => (
          <FormRow key={language} label={`${t("fd.r.message")} · ${t(`studio.language.${language}`)}`} error={wrong(`message/${language}`)}>
            {(bound) => <Input {...bound} lang={language} value={rules.message?.[language] ?? ""} disabled={readOnly} maxLength={200} onChange={({ target }) => change({ message: { ...rules.message, [language]: target.value } })} />}
          </FormRow>
        ))}
    </details>
  );
}
