import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Flex, Input } from "antd";
import { useState } from "react";
import { type Thread, useSay } from "../../api/comments";
import styles from "./studio.module.css";

interface Props {
  readonly of: string;
  readonly thread: Thread;
  readonly me: string | null;
  readonly onGo: (place: string) => void;
}

/** One comment with its answers: leads to its place, takes an answer, is settled and opened again. */
export function CommentThread({ of, thread, me, onGo }: Props) {
  const { t, moment } = useSpeech();
  const say = useSay(of);
  const [text, setText] = useState("");
  const { id, place, words, orphaned, comments } = thread;
  const settled = thread.resolved_at !== null;
  const where = words || t("comments.whole");
  return (
    <article className={styles.thread} data-settled={settled} aria-label={where}>
      {orphaned || place === "" ? (
        <p className={styles.quiet}>{orphaned ? t("comments.orphaned", { place: where }) : where}</p>
      ) : (
        <Button type="link" size="small" className={styles.place} onClick={() => onGo(place)}>
          {where}
        </Button>
      )}
      {comments.map((each) => (
        <p key={each.id}>
          <span className={styles.quiet}>
            {each.author === me ? t("comments.me") : each.name || t("comments.colleague")} · {moment(new Date(each.at))}
          </span>
          <br />
          {each.text}
        </p>
      ))}
      {!settled && <Input aria-label={t("comments.answer", { place: where })} value={text} maxLength={4000} onChange={({ target }) => setText(target.value)} />}
      <Flex gap="small" wrap>
        {!settled && text.trim() !== "" && (
          <Button size="small" type="primary" loading={say.isPending} onClick={() => say.mutate({ kind: "reply", thread: id, text: text.trim() }, { onSuccess: () => setText("") })}>
            {t("comments.reply")}
          </Button>
        )}
        <Button size="small" onClick={() => say.mutate({ kind: settled ? "reopen" : "resolve", thread: id })}>
          {t(settled ? "comments.reopen" : "comments.resolve")}
        </Button>
      </Flex>
      {say.error && <ProblemNote error={say.error} />}
    </article>
  );
}
