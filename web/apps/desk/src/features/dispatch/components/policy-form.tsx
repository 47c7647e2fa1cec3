import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, InputNumber, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Policies, useSetPolicy } from "../api/dispatch";
import styles from "./policy-form.module.css";

interface Props {
  /** The title of the order type; several have a policy for all categories. */
  readonly type: string;
  readonly label: string;
  readonly typeKey: string;
  readonly category: string;
  readonly standing: Policies["policies"][number] | undefined;
  readonly pilot: Policies["pilots"][number] | undefined;
}

const modes = ["manual", "pool", "recommend", "automatic", "pilot"] as const;
type Mode = (typeof modes)[number];
const usual = 0.8;

/** One policy in plain words: how, and for automatic from which sureness on. */
export function PolicyForm({ type, label, typeKey, category, standing, pilot }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const save = useSetPolicy();
  const before: Mode = modes.find((each) => each === standing?.mode) ?? "recommend";
  const [mode, setMode] = useState<Mode>(before);
  const [threshold, setThreshold] = useState(standing?.threshold ?? usual);
  const changed = mode !== before || threshold !== (standing?.threshold ?? usual);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const scope = { unit: standing?.unit ?? null, share: standing?.share ?? 100 };
    save.mutate({ type_key: typeKey, category, mode, threshold, ...scope }, { onSuccess: () => { tell(t("policy.saved")); } });
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={`${type}, ${t("policy.mode")}: ${label}`} noValidate>
      <div className={styles.row}>
        <FormRow label={label} hint={t(`policy.mode.${mode}.hint`)}>
          {(bound) => (
            <Select
              {...bound}
              value={mode}
              options={modes.map((value) => ({ value, label: t(`policy.mode.${value}`) }))}
              onChange={(next: Mode) => { setMode(next); }}
            />
          )}
        </FormRow>
        {mode === "automatic" && (
          <FormRow label={t("policy.threshold")}>
            {(bound) => (
              <InputNumber {...bound} min={0} max={100} precision={0} value={Math.round(100 * threshold)} onChange={(percent) => { setThreshold((percent ?? 80) / 100); }} />
            )}
          </FormRow>
        )}
      </div>
      {save.error && <ProblemNote error={save.error} />}
      <p className={styles.foot}>
        <span className={styles.quiet}>
          {standing ? t("policy.version", { n: standing.version }) : t("policy.never")}
          {standing && standing.share < 100 && ` · ${t("pilot.scope.share", { share: standing.share })}`}
          {standing?.unit && ` · ${t("policy.scoped")}`}
        </span>
        {before === "pilot" && (
          <span className={styles.quiet}>
            {pilot ? t("policy.pilot", { agreed: pilot.agreed, decided: pilot.decided, predicted: pilot.predicted }) : t("policy.pilot.none")}
          </span>
        )}
        <Button htmlType="submit" type={changed ? "primary" : "default"} disabled={!changed} loading={save.isPending}>
          {t("policy.save")}
        </Button>
      </p>
    </form>
  );
}
