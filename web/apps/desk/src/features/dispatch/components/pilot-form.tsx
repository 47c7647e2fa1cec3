import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, InputNumber, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type PilotCategory, unitsQuery, useStartPilot } from "../api/pilots";
import { onceDone } from "../model/once-done";
import styles from "./pilot-card.module.css";

interface Props {
  readonly type: string;
  readonly found: PilotCategory;
  readonly name: string;
  readonly onClose: () => void;
}

/** For which orders a pilot is to predict: of a unit, and a share of them. */
export function PilotForm({ type, found, name, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const units = useQuery(unitsQuery);
  const start = useStartPilot(type);
  const [unit, setUnit] = useState<string | null>(null);
  const [share, setShare] = useState(100);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const scope = { category: found.category, threshold: found.advice.threshold, unit, share };
    onceDone(start.mutateAsync(scope), () => { tell(t("pilot.started", { name })); onClose(); });
  };
  return (
    <form className={styles.form} onSubmit={send} aria-label={t("pilot.start.label", { name })} noValidate>
      <FormRow label={t("pilot.form.unit")} optional hint={t("pilot.form.unit.hint")} error={wrongAt(start.error, "/unit")}>
        {(bound) => (
          <Select
            {...bound}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={unit}
            options={[...(units.data ?? [])].map(([value, label]) => ({ value, label }))}
            onChange={(next: string | null | undefined) => { setUnit(next ?? null); }}
          />
        )}
      </FormRow>
      <FormRow label={t("pilot.form.share")} hint={t("pilot.form.share.hint")} error={wrongAt(start.error, "/share")}>
        {(bound) => <InputNumber {...bound} min={1} max={100} precision={0} value={share} onChange={(next) => { setShare(next ?? 100); }} />}
      </FormRow>
      {start.error && <ProblemNote error={start.error} />}
      <div className={styles.acts}>
        <Button onClick={onClose}>{t("parts.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={start.isPending}>
          {t("pilot.start")}
        </Button>
      </div>
    </form>
  );
}
