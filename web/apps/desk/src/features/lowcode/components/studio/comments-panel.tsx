import type { Bundle } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import { threadsQuery, useSay } from "../../api/comments";
import { CommentThread } from "./comment-thread";
import styles from "./studio.module.css";

interface Props {
  readonly of: string;
  readonly bundle: Bundle;
  /** Whose words are one's own. */
  readonly me: string | null;
  readonly at: string | undefined;
  readonly onGo: (place: string) => void;
  readonly onClose: () => void;
}

/** What people said about the draft, each pinned to its place; and the way to say something. */
export function CommentsPanel({ of, bundle, me, at, onGo, onClose }: Props) {
  const { t, locale } = useSpeech();
  const id = useId();
  const threads = useQuery(threadsQuery(of));
  const say = useSay(of);
  const [text, setText] = useState("");
  const [own, setOwn] = useState<string>();
  const named = (prefix: string, things: Readonly<Record<string, { readonly title?: Bundle["title"] }>>) =>
    Object.entries(things).map(([key, { title }]) => ({ value: `${prefix}/${key}`, label: wordsOf(title, locale) || key }));
  const steps = named("flow/nodes", bundle.flow.nodes);
  const fields = named("fields", bundle.fields ?? {});
  const known = [...steps, ...fields].find(({ value }) => at === value || at?.startsWith(`${value}/`));
  const place = own ?? known?.value ?? "";
  return (
    <aside className={styles.panel} aria-label={t("comments.title")}>
      <header>
        <h2>{t("comments.title")}</h2>
        <Button type="text" size="small" aria-label={t("comments.close")} onClick={onClose}>
          ×
        </Button>
      </header>
      <form
        className={styles.say}
        onSubmit={(event) => {
          event.preventDefault();
          say.mutate({ kind: "pin", place, text: text.trim() }, { onSuccess: () => setText("") });
        }}
      >
        <Select
          aria-label={t("comments.place")}
          value={place}
          getPopupContainer={besidePage}
          showSearch={{ optionFilterProp: "label" }}
          options={[
            { value: "", label: t("comments.whole") },
            { label: t("studio.part.process"), options: steps },
            { label: t("fields.part"), options: fields },
          ]}
          onChange={setOwn}
        />
        <label htmlFor={id} className={styles.hidden}>
          {t("comments.text")}
        </label>
        <Input.TextArea id={id} rows={3} maxLength={4000} value={text} onChange={({ target }) => setText(target.value)} />
        <Button htmlType="submit" disabled={text.trim() === ""} loading={say.isPending}>
          {t("comments.add")}
        </Button>
      </form>
      {say.error && <ProblemNote error={say.error} />}
      {threads.isError && <ProblemNote error={threads.error} />}
      {threads.data?.length === 0 && <p className={styles.quiet}>{t("comments.none")}</p>}
      {threads.data?.toSorted((one, other) => Number(one.resolved_at !== null) - Number(other.resolved_at !== null)).map((thread) => (
        <CommentThread key={thread.id} of={of} thread={thread} me={me} onGo={onGo} />
      ))}
    </aside>
  );
}
