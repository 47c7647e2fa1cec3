import { BY_LINK } from "@gongdan/api/by-link";
import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useState } from "preact/hooks";
import { add } from "../api/acts";
import type { Acting } from "../api/acting";
import { type Comment, commentsOf } from "../api/comments";
import style from "./history.module.css";
import { Button, Card, Field, Form, ProblemNote } from "./parts";
import { useSending } from "./use-sending";

/** What the house said to its customer, and what he answers; what it says among itself never comes here. */
export function Comments({ token, order, onDone }: Acting) {
  const { t, clock, moment } = useSpeech();
  const [said, setSaid] = useState<readonly Comment[]>([]);
  const [words, setWords] = useState("");
  const reading = useSending();
  const sending = useSending();
  const { id, version } = order;
  const { comments, may } = order.beside;
  useEffect(() => {
    if (comments > 0) void reading.run(async () => setSaid(await commentsOf(token, id)));
  }, [token, id, version, comments]);
  const send = () =>
    sending.run(async () => {
      if (words.trim() === "") return;
      await add(token, id, "comment", { text: words.trim(), internal: false, mentions: [] });
      setWords("");
      await onDone();
    });
  const answers = may.includes("comment");
  if (comments === 0 && !answers) return null;
  const now = new Date();
  return (
    <Card title={t("portal.comment.title")}>
      <ProblemNote problem={reading.problem} />
      {said.length > 0 && (
        <ol class={style["list"]}>
          {said.map(({ seq, at, actor, text }) => (
            <li key={seq} class={style["entry"]}>
              <time dateTime={at} title={moment(new Date(at))} class={style["when"]}>
                {clock(new Date(at), now)}
              </time>
              <div>
                <span class={style["who"]}>{actor.name === BY_LINK ? t("portal.comment.you") : actor.name}</span>
                <p class={style["words"]}>{text}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {answers && (
        <Form onSend={() => void send()}>
          <Field long label={t("portal.comment.label")} value={words} onText={setWords} maxLength={5000} />
          <ProblemNote problem={sending.problem} />
          <Button submit busy={sending.busy}>
            {t("portal.comment.send")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
