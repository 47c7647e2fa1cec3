import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input } from "antd";
import { newPart, type PartDraft } from "../../model/needs";
import styles from "./needs-panel.module.css";

interface Props {
  readonly parts: readonly PartDraft[];
  readonly onChange: (parts: readonly PartDraft[]) => void;
}

/** What has to be carried to the work: a code and an amount a line. */
export function PartFields({ parts, onChange }: Props) {
  const { t } = useSpeech();
  const set = (at: number, part: Partial<PartDraft>) => { onChange(parts.map((each, place) => (place === at ? { ...each, ...part } : each))); };
  return (
    <fieldset className={styles.lines}>
      <legend>{t("onsite.parts")}</legend>
      {parts.map(({ code, amount }, at) => (
        <div key={at} className={styles.line}>
          <Input value={code} maxLength={100} aria-label={t("onsite.part.code", { n: at + 1 })} placeholder={t("onsite.part.code.hint")} onChange={({ target }) => { set(at, { code: target.value }); }} />
          <Input value={amount} inputMode="decimal" maxLength={12} aria-label={t("onsite.part.amount", { n: at + 1 })} onChange={({ target }) => { set(at, { amount: target.value }); }} />
          <Button type="text" aria-label={t("onsite.part.remove", { n: at + 1 })} onClick={() => { onChange(parts.filter((_, place) => place !== at)); }}>
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => { onChange([...parts, newPart]); }}>
        {t("onsite.part.add")}
      </Button>
    </fieldset>
  );
}
