import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, InputNumber, Radio } from "antd";
import { useState } from "react";
import { choicesQuery } from "../api/inbounds";
import { type Entered, fieldsOf, proofs } from "../model/inbound";
import { placesOf } from "../model/sample";
import { InboundPurpose } from "./inbound-purpose";
import { InboundTakes } from "./inbound-takes";
import { PlaceInput } from "./place-input";
import styles from "./webhook.module.css";

interface Props {
  readonly title: string;
  readonly before: Entered;
  readonly isNew: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSend: (entered: Entered) => void;
  readonly onClose: () => void;
}

const said = ["/key", "/name", "/does/definition", "/does/message", "/does/at", "/key_at"];

/** What an inbound does, from where in a body it takes what, and how its caller proves itself. */
export function InboundForm({ title, before, isNew, pending, error, onSend, onClose }: Props) {
  const { t } = useSpeech();
  const choices = useQuery(choicesQuery).data;
  const [entered, setEntered] = useState(before);
  const [sample, setSample] = useState("");
  const set = (part: Partial<Entered>) => setEntered((now) => ({ ...now, ...part }));
  const places = sample.trim() === "" ? [] : placesOf(sample);
  const foot = (
    <div className={styles.foot}>
      <Button onClick={onClose}>{t("parts.cancel")}</Button>
      <Button type="primary" loading={pending} onClick={() => onSend(entered)}>
        {t("parts.save")}
      </Button>
    </div>
  );
  return (
    <SideSheet title={title} open onClose={onClose} foot={foot}>
      <div className={styles.form}>
        <FormRow label={t("inbounds.name")} hint={t("inbounds.name.hint")} error={wrongAt(error, "/name")}>
          {(bound) => <Input {...bound} value={entered.name} onChange={({ target }) => set({ name: target.value })} />}
        </FormRow>
        {isNew && (
          <FormRow label={t("inbounds.key")} hint={t("inbounds.key.hint")} error={wrongAt(error, "/key")}>
            {(bound) => <Input {...bound} value={entered.key} onChange={({ target }) => set({ key: target.value })} />}
          </FormRow>
        )}
        <FormRow label={t("inbounds.sample")} hint={t("inbounds.sample.hint")} error={places === undefined ? t("inbounds.sample.unread") : undefined}>
          {(bound) => <Input.TextArea {...bound} rows={5} value={sample} spellCheck={false} onChange={({ target }) => setSample(target.value)} />}
        </FormRow>
        <InboundPurpose entered={entered} choices={choices} places={places ?? []} error={error} onSet={set} />
        <InboundTakes entered={entered} fields={fieldsOf(entered, choices)} places={places ?? []} onChange={(takes) => set({ takes })} />
        {isNew && (
          <fieldset className={styles.group}>
            <legend>{t("inbounds.proof")}</legend>
            <Radio.Group className={styles.choices} aria-label={t("inbounds.proof")} value={entered.proof} onChange={({ target }) => set({ proof: target.value as Entered["proof"] })}>
              {proofs.map((proof) => (
                <Radio key={proof} value={proof}>
                  {t(`inbounds.proof.${proof}`)}
                </Radio>
              ))}
            </Radio.Group>
          </fieldset>
        )}
        <FormRow label={t("inbounds.key_at")} hint={t("inbounds.key_at.hint")} error={wrongAt(error, "/key_at")}>
          {(bound) => <PlaceInput {...bound} value={entered.key_at} places={places ?? []} onChange={(key_at) => set({ key_at })} />}
        </FormRow>
        <FormRow label={t("inbounds.per_minute")}>
          {(bound) => <InputNumber {...bound} min={1} max={6000} precision={0} value={entered.per_minute} onChange={(n) => set({ per_minute: n ?? 60 })} />}
        </FormRow>
        <FormRow label={t("inbounds.kilobytes")}>
          {(bound) => <InputNumber {...bound} min={1} max={512} precision={0} value={entered.kilobytes} onChange={(n) => set({ kilobytes: n ?? 64 })} />}
        </FormRow>
        {Boolean(error) && !isSaidAt(error, said) && <ProblemNote error={error} />}
      </div>
    </SideSheet>
  );
}
