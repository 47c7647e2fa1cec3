import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { type Definition, publishDraft, rollBack, useSend } from "../../api/definitions";
import styles from "./publish.module.css";

interface Props {
  readonly definition: Definition;
  readonly edition: number;
  /** Whether the check found nothing. */
  readonly sound: boolean;
}

/** Says what is new and publishes; for a while afterwards the old version is one click away. */
export function PublishForm({ definition, edition, sound }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const tell = useTell();
  const navigate = useNavigate();
  const [note, setNote] = useState("");
  const { key, versions } = definition;
  const before = versions.find(({ status }) => status === "published");
  const back = useSend(
    (version: number) => rollBack(key, version, t("parts.undo")),
    () => undefined,
  );
  const publish = useSend(
    () => publishDraft(key, edition, note.trim()),
    ({ version }) => {
      tell(t("types.published", { version }), before && (() => back.mutateAsync(before.version)));
      void navigate(`/order-types/${key}`);
    },
  );
  return (
    <form
      className={styles.form}
      aria-label={t("types.publish")}
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate(undefined);
      }}
    >
      <label htmlFor={id}>{t("publish.note")}</label>
      <Input.TextArea id={id} value={note} maxLength={2000} rows={2} onChange={({ target }) => setNote(target.value)} />
      {publish.error && <ProblemNote error={publish.error} />}
      <p>
        <Button type="primary" htmlType="submit" size="large" disabled={!sound} loading={publish.isPending}>
          {t("publish.act", { version: (versions[0]?.version ?? 0) + 1 })}
        </Button>
      </p>
    </form>
  );
}
