import type { FieldRules } from "@gongdan/flow-model/bundle";
import { comparables } from "@gongdan/flow-model/conditions/fields";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Input } from "antd";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import { ConditionBuilder } from "../conditions/condition-builder";
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

/** A field's rules: conditions as rows or as FEEL, the computed value as FEEL; what the server says of each stands below it. */
export function RulesEdit({ bundle, edit, findings, readOnly, form, of, computes }: Props) {
  const { t } = useSpeech();
  const rules = bundle.forms?.[form]?.rules?.[of] ?? {};
  const change = (part: FieldRules) => edit(t("fd.edit.rule"), (before) => edits.setRule(before, form, of, part));
  const place = `forms/${form}/rules/${of}`;
  const at = (part: string) => findings.filter((each) => each.place === `${place}/${part}` || (part === "computed" && each.place === place));
  const wrong = (part: string) => at(part).map(({ what, mend }) => `${what} ${mend}`)[0];
  // a rule of a column speaks of its line, whose cells are no fields of the order
  const fields = of.includes(".") ? [] : comparables(bundle);
  return (
    <details className={styles.rules} open={Object.keys(rules).length > 0}>
      <summary>{t("fd.rules")}</summary>
      <p className={styles.quiet}>{t("fd.rules.help", { example: examples.condition })}</p>
      {computes && (
        <FormRow label={t("fd.r.computed")} optional hint={t("fd.r.computed.help", { example: examples.sum })} error={wrong("computed")}>
          {(bound) => <Input.TextArea {...bound} rows={2} className={styles.code} spellCheck={false} value={rules.computed ?? ""} disabled={readOnly} maxLength={2000} onChange={({ target }) => change({ computed: target.value })} />}
        </FormRow>
      )}
      {conditions.map((part) => (
        <ConditionBuilder key={part} label={t(`fd.r.${part}`)} value={rules[part] ?? ""} fields={fields} findings={at(part)} readOnly={readOnly}
          onChange={(feel) => change({ [part]: feel })} />
      ))}
      {rules.check &&
        languages.map((language) => (
          <FormRow key={language} label={`${t("fd.r.message")} · ${t(`studio.language.${language}`)}`} error={wrong(`message/${language}`)}>
            {(bound) => <Input {...bound} lang={language} value={rules.message?.[language] ?? ""} disabled={readOnly} maxLength={200} onChange={({ target }) => change({ message: { ...rules.message, [language]: target.value } })} />}
          </FormRow>
        ))}
    </details>
  );
}
