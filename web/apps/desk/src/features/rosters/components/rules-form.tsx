import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, InputNumber, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Settings, useSetSettings } from "../api/needs";
import { KindFields } from "./kind-fields";
import styles from "./needs.module.css";

interface Props {
  readonly settings: Settings;
  readonly mayChange: boolean;
}

const limits = [
  ["rest", 0, 24],
  ["day_hours", 4, 24],
  ["week_hours", 4, 84],
  ["days_in_row", 1, 12],
] as const;
const weights = ["fairness", "wishes"] as const;

/** The house's own rules: limits that no roster breaks, weights, kinds of shift, places. */
export function RulesForm({ settings, mayChange }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const save = useSetSettings();
  const { units, ...before } = settings;
  const [rules, setRules] = useState(before);
  const put = (changed: Partial<typeof rules>) => { setRules({ ...rules, ...changed }); };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate(rules, { onSuccess: () => { tell(t("needs.rules.saved")); } });
  };
  const steps = [0, 1, 2, 3].map((value) => ({ value, label: t(`needs.weight.${value as 0 | 1 | 2 | 3}`) }));
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("needs.rules")}>
      <Note tone="info" title={t("needs.rules.note")}>
        <p>{t("needs.rules.advice")}</p>
      </Note>
      <fieldset className={styles.set} disabled={!mayChange}>
        <legend>{t("needs.limits")}</legend>
        <div className={styles.row}>
          {limits.map(([name, least, most]) => (
            <FormRow key={name} label={t(`needs.rule.${name}`)} error={wrongAt(save.error, `/${name}`)}>
              {(bound) => <InputNumber {...bound} min={least} max={most} precision={0} value={rules[name]} onChange={(next) => { put({ [name]: next ?? before[name] }); }} />}
            </FormRow>
          ))}
          {weights.map((name) => (
            <FormRow key={name} label={t(`needs.rule.${name}`)}>
              {(bound) => <Select {...bound} disabled={!mayChange} value={rules[name]} options={steps} onChange={(next: number) => { put({ [name]: next }); }} />}
            </FormRow>
          ))}
        </div>
      </fieldset>
      <KindFields kinds={rules.kinds} mayChange={mayChange} error={save.error} onChange={(kinds) => { put({ kinds: [...kinds] }); }} />
      <fieldset className={styles.set} disabled={!mayChange}>
        <legend>{t("needs.work")}</legend>
        <div className={styles.row}>
          <FormRow label={t("needs.rule.hours_each")} error={wrongAt(save.error, "/hours_each")}>
            {(bound) => <InputNumber {...bound} min={0.1} max={24} step={0.5} value={rules.hours_each} onChange={(next) => { put({ hours_each: next ?? before.hours_each }); }} />}
          </FormRow>
          <FormRow label={t("needs.rule.busy")} error={wrongAt(save.error, "/busy")}>
            {(bound) => <InputNumber {...bound} min={10} max={100} precision={0} value={Math.round(100 * rules.busy)} onChange={(next) => { put({ busy: (next ?? 80) / 100 }); }} />}
          </FormRow>
        </div>
        <FormRow label={t("needs.places")} hint={t("needs.places.hint")} optional>
          {(bound) => (
            <Select {...bound} mode="multiple" disabled={!mayChange} value={rules.places} options={units.map(({ id, name }) => ({ value: id, label: name }))} onChange={(places: string[]) => { put({ places }); }} />
          )}
        </FormRow>
      </fieldset>
      {save.error && <ProblemNote error={save.error} />}
      {mayChange && (
        <Button htmlType="submit" type="primary" loading={save.isPending}>
          {t("needs.rules.save")}
        </Button>
      )}
    </form>
  );
}
