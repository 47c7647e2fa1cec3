import { besideField } from "@gongdan/forms/antd/beside-field";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { Input, Radio, Select } from "antd";
import type { Choices } from "../api/inbounds";
import type { Entered } from "../model/inbound";
import type { SamplePlace } from "../model/sample";
import { PlaceInput } from "./place-input";
import styles from "./webhook.module.css";

interface Props {
  readonly entered: Entered;
  readonly choices: Choices | undefined;
  readonly places: readonly SamplePlace[];
  readonly error: unknown;
  readonly onSet: (part: Partial<Entered>) => void;
}

/** Whether a delivery is a new order, or a message for one that waits; and which. */
export function InboundPurpose(props: Props) {
  const { t, locale } = useSpeech();
  const { entered, choices, error, onSet } = props;
  const starts = (choices?.starts ?? []).map(({ key, title }) => ({ value: key, label: wordsOf(title, locale) || key }));
  return (
    <>
      <fieldset className={styles.group}>
        <legend>{t("inbounds.does")}</legend>
        <Radio.Group className={styles.choices} aria-label={t("inbounds.does")} value={entered.kind}
          onChange={({ target }) => onSet({ kind: target.value as Entered["kind"], takes: target.value === "start" ? [{ to: "title", at: "", otherwise: "", words: "" }] : [] })}>
          <Radio value="start">{t("inbounds.does.start")}</Radio>
          <Radio value="advance">{t("inbounds.does.advance")}</Radio>
        </Radio.Group>
      </fieldset>
      {entered.kind === "start" ? (
        <FormRow label={t("inbounds.definition")} error={wrongAt(error, "/does/definition")}>
          {(bound) => (
            <Select {...bound} getPopupContainer={besideField} value={entered.definition || null} options={starts} onChange={(definition: string) => onSet({ definition })} />
          )}
        </FormRow>
      ) : (
        <Message {...props} />
      )}
    </>
  );
}

function Message({ entered, choices, places, error, onSet }: Props) {
  const { t, locale } = useSpeech();
  const messages = (choices?.messages ?? []).map(({ message, title, definition }) => ({
    value: message,
    label: t("inbounds.message.of", { message, step: wordsOf(title, locale), definition: wordsOf(definition, locale) }),
  }));
  const known = messages.some(({ value }) => value === entered.message) || entered.message === "";
  return (
    <>
      <FormRow label={t("inbounds.message")} hint={messages.length > 0 ? t("inbounds.message.hint") : t("inbounds.message.none")} error={wrongAt(error, "/does/message")}>
        {(bound) => (
          <Select {...bound} getPopupContainer={besideField} value={entered.message || null}
            options={known ? messages : [...messages, { value: entered.message, label: entered.message }]} onChange={(message: string) => onSet({ message })} />
        )}
      </FormRow>
      <FormRow label={t("inbounds.at")} hint={t("inbounds.at.hint")} error={wrongAt(error, "/does/at")}>
        {(bound) => <PlaceInput {...bound} value={entered.at} places={places} onChange={(at) => onSet({ at })} />}
      </FormRow>
      <FormRow label={t("inbounds.field")} hint={t("inbounds.field.hint")}>
        {(bound) => <Input {...bound} value={entered.field} maxLength={40} onChange={({ target }) => onSet({ field: target.value })} />}
      </FormRow>
    </>
  );
}
