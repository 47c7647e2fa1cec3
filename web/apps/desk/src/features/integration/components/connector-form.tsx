import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { type Entered, ways } from "../model/connector";
import { ConnectorAuth } from "./connector-auth";
import styles from "./webhook.module.css";

interface Props {
  readonly title: string;
  readonly before: Entered;
  readonly isNew: boolean;
  readonly hasSecret: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSend: (entered: Entered) => void;
  readonly onClose: () => void;
}

const said = ["/key", "/name", "/base_url", "/paths", "/secret", "/auth/header", "/auth/token_url"];

/** Where a service is and how it is called. The secret goes in and is never shown again. */
export function ConnectorForm({ title, before, isNew, hasSecret, pending, error, onSend, onClose }: Props) {
  const { t } = useSpeech();
  const [entered, setEntered] = useState(before);
  const set = (part: Partial<Entered>) => setEntered((now) => ({ ...now, ...part }));
  const text = (name: "key" | "name" | "base_url", hint: string) => (
    <FormRow label={t(`connectors.${name}`)} hint={hint} error={wrongAt(error, `/${name}`)}>
      {(bound) => <Input {...bound} value={entered[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormRow>
  );
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
        {text("name", t("connectors.name.hint"))}
        {isNew && text("key", t("connectors.key.hint"))}
        {text("base_url", t("connectors.base_url.hint"))}
        <FormRow label={t("connectors.way")} hint={t("connectors.way.hint")}>
          {(bound) => (
            <Select
              {...bound}
              getPopupContainer={besideField}
              value={entered.way}
              options={ways.map((value) => ({ value, label: t(`connectors.way.${value}`) }))}
              onChange={(way) => set({ way })}
            />
          )}
        </FormRow>
        <ConnectorAuth entered={entered} hasSecret={hasSecret} error={error} onSet={set} />
        <FormRow label={t("connectors.paths")} hint={t("connectors.paths.hint")} error={wrongAt(error, "/paths")}>
          {(bound) => (
            <Input.TextArea {...bound} rows={3} value={entered.paths} onChange={(event) => set({ paths: event.target.value })} />
          )}
        </FormRow>
        <FormRow label={t("connectors.seconds")} hint={t("connectors.seconds.hint")}>
          {(bound) => (
            <InputNumber {...bound} min={1} max={30} value={entered.seconds} onChange={(seconds) => set({ seconds: seconds ?? 10 })} />
          )}
        </FormRow>
        <FormRow label={t("connectors.per_minute")} hint={t("connectors.per_minute.hint")}>
          {(bound) => (
            <InputNumber {...bound} min={1} max={6000} value={entered.per_minute} onChange={(n) => set({ per_minute: n ?? 60 })} />
          )}
        </FormRow>
        {Boolean(error) && !isSaidAt(error, said) && <ProblemNote error={error} />}
      </div>
    </SideSheet>
  );
}
