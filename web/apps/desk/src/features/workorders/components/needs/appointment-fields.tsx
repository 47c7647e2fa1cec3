import { useSpeech } from "@gongdan/i18n/react";
import { wrongAt } from "@gongdan/ui/form-row";
import { Input } from "antd";
import { useId } from "react";
import { isWhole, type NeedsDraft } from "../../model/needs";
import styles from "./needs-panel.module.css";

interface Props {
  readonly draft: NeedsDraft;
  readonly zone: string;
  readonly error: unknown;
  readonly onChange: (part: Partial<NeedsDraft>) => void;
}

/** A day, and between when and when; the browser's own pickers know the reader's habits. */
export function AppointmentFields({ draft, zone, error, onChange }: Props) {
  const { t } = useSpeech();
  const below = useId();
  const wrong = wrongAt(error, "/appointment/begins") ?? wrongAt(error, "/appointment/ends") ?? (isWhole(draft) ? undefined : t("onsite.incomplete"));
  return (
    <fieldset className={styles.times} aria-describedby={below}>
      <legend>{t("onsite.appointment")}</legend>
      <label>
        <span>{t("onsite.day")}</span>
        <Input type="date" value={draft.day} onChange={({ target }) => { onChange({ day: target.value }); }} />
      </label>
      <label>
        <span>{t("onsite.from")}</span>
        <Input type="time" step={300} value={draft.from} onChange={({ target }) => { onChange({ from: target.value }); }} />
      </label>
      <label>
        <span>{t("onsite.till")}</span>
        <Input type="time" step={300} value={draft.till} onChange={({ target }) => { onChange({ till: target.value }); }} />
      </label>
      <p id={below} className={styles.below} data-wrong={wrong !== undefined}>
        {wrong ?? t("form.zone", { zone })}
      </p>
    </fieldset>
  );
}
