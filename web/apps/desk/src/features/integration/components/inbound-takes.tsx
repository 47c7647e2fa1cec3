import { besideField } from "@gongdan/forms/antd/beside-field";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input, Select } from "antd";
import type { Choices } from "../api/inbounds";
import { type Entered, fieldTo, parts, type TakeRow } from "../model/inbound";
import type { SamplePlace } from "../model/sample";
import { PlaceInput } from "./place-input";
import styles from "./webhook.module.css";

interface Props {
  readonly entered: Entered;
  readonly fields: Choices["starts"][number]["fields"];
  readonly places: readonly SamplePlace[];
  readonly onChange: (takes: readonly TakeRow[]) => void;
}

const ranked = new Set(["urgency", "impact"]);

/** From where in a body each part of the order is taken. */
export function InboundTakes({ entered, fields, places, onChange }: Props) {
  const { t, locale } = useSpeech();
  const { takes } = entered;
  const own = entered.kind === "start" ? parts.map((value) => ({ value, label: t(`inbounds.to.${value}`) })) : [];
  const asked = fields.map(({ key, title, required }) => {
    const name = wordsOf(title, locale) || key;
    return { value: fieldTo(key), label: required ? t("inbounds.to.required", { name }) : name };
  });
  const options: { readonly value: string; readonly label: string }[] = [...own, ...asked];
  const set = (at: number, part: Partial<TakeRow>) => onChange(takes.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const free = options.find(({ value }) => !takes.some(({ to }) => to === value));
  return (
    <fieldset className={styles.group}>
      <legend>{t("inbounds.takes")}</legend>
      <p className={styles.quiet}>{t(options.length > 0 ? "inbounds.takes.hint" : "inbounds.takes.none")}</p>
      {takes.map((take, at) => (
        <div key={at} className={styles.take} role="group" aria-label={t("inbounds.take", { n: at + 1 })}>
          <Select aria-label={t("inbounds.take.to", { n: at + 1 })} getPopupContainer={besideField} value={take.to || null} onChange={(to: string) => set(at, { to })}
            options={options.some(({ value }) => value === take.to) ? options : [...options, { value: take.to, label: t("inbounds.to.gone", { name: take.to }) }]} />
          <PlaceInput aria-label={t("inbounds.take.at", { n: at + 1 })} value={take.at} places={places} onChange={(from) => set(at, { at: from })} />
          <Input aria-label={t("inbounds.take.otherwise", { n: at + 1 })} placeholder={t("inbounds.otherwise")} value={take.otherwise} maxLength={500}
            onChange={({ target }) => set(at, { otherwise: target.value })} />
          {(ranked.has(take.to) || take.words !== "") && (
            <Input.TextArea aria-label={t("inbounds.take.words", { n: at + 1 })} placeholder={t("inbounds.words")} rows={2} value={take.words}
              onChange={({ target }) => set(at, { words: target.value })} />
          )}
          <Button size="small" type="text" aria-label={t("inbounds.take.remove", { n: at + 1 })} onClick={() => onChange(takes.filter((_, index) => index !== at))}>
            ✕
          </Button>
        </div>
      ))}
      {free && (
        <Button type="dashed" onClick={() => onChange([...takes, { to: free.value, at: "", otherwise: "", words: "" }])}>
          {t("inbounds.take.add")}
        </Button>
      )}
    </fieldset>
  );
}
