import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { typesQuery } from "../api/webhooks";
import { typeWords } from "../model/type-words";
import styles from "./webhook.module.css";

interface Entered {
  readonly url: string;
  readonly types: readonly string[];
}

interface Props {
  readonly title: string;
  readonly before: Entered;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSend: (entered: { url: string; types: string[] }) => void;
  readonly onClose: () => void;
}

/** Where to send, and what to tell; shows what will change before it is sent. */
export function WebhookForm({ title, before, pending, error, onSend, onClose }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const [url, setUrl] = useState(before.url);
  const [types, setTypes] = useState<readonly string[]>(before.types);
  const known = useQuery(typesQuery);
  const named = (list: readonly string[]) => list.map((each) => typeWords(each, speech));
  const changes = differences([
    { label: t("webhooks.url"), before: before.url, after: url.trim() },
    { label: t("webhooks.types"), before: named(before.types), after: named(types) },
  ]);
  return (
    <SideSheet
      title={title}
      open
      onClose={onClose}
      foot={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            loading={pending}
            disabled={changes.length === 0}
            onClick={() => onSend({ url: url.trim(), types: [...types] })}
          >
            {t("parts.save")}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <FormRow label={t("webhooks.url")} hint={t("webhooks.url.hint")} error={wrongAt(error, "/url")}>
          {(bound) => (
            <Input {...bound} type="url" value={url} onChange={(event) => setUrl(event.target.value)} />
          )}
        </FormRow>
        <FormRow label={t("webhooks.types")} hint={t("webhooks.types.hint")} error={wrongAt(error, "/types")}>
          {(bound) => (
            <Select
              {...bound}
              mode="multiple"
              allowClear
              getPopupContainer={besideField}
              placeholder={t("webhooks.types.all")}
              value={[...types]}
              options={(known.data ?? []).map((value) => ({ value, label: typeWords(value, speech) }))}
              showSearch={{ optionFilterProp: "label" }}
              onChange={(next: string[]) => setTypes(next)}
            />
          )}
        </FormRow>
        {before.url !== "" && <DiffView differences={changes} />}
        {Boolean(error) && !isSaidAt(error, ["/url", "/types"]) && <ProblemNote error={error} />}
      </div>
    </SideSheet>
  );
}
