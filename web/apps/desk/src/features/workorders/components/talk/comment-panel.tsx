import type { Named } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useAddition } from "../../api/send-addition";
import { mentioned } from "../../model/mention";
import type { PanelProps } from "../order/order-panel";
import { CannedReplies } from "./canned-replies";
import styles from "./comment-panel.module.css";
import { MentionBox } from "./mention-box";

/** Says something about the order: to all who see it, or inside the house alone. What was said stands in the timeline. */
export function CommentPanel({ order }: PanelProps) {
  const { t, list } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const inside = order.beside.may.includes("comment_internal");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<readonly Named[]>([]);
  const [internal, setInternal] = useState(inside);
  if (!order.beside.may.includes("comment")) return null;
  const told = mentioned(text, chosen);
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (text.trim() === "" || send.isPending) return;
    const body = { text: text.trim(), internal: inside && internal, mentions: told.map(({ id }) => id) };
    send.mutate(
      { addition: "comment", body },
      { onSuccess: () => { setText(""); setChosen([]); tell(t("comment.done")); } },
    );
  };
  return (
    <form className={styles.panel} data-internal={inside && internal} data-begun={text !== ""} aria-label={t("comment.title")} onSubmit={submit}>
      {send.error && <ProblemNote error={send.error} />}
      <MentionBox text={text} onText={setText} onChoose={(person) => { setChosen([...chosen, person]); }} onSend={submit} />
      <div className={styles.foot}>
        {inside && (
          <div className={styles.reach} role="radiogroup" aria-label={t("comment.reach")}>
            {([false, true] as const).map((each) => (
              <button key={String(each)} type="button" role="radio" aria-checked={each === internal} onClick={() => { setInternal(each); }}>
                {t(each ? "comment.reach.internal" : "comment.reach.public")}
              </button>
            ))}
          </div>
        )}
        <CannedReplies inside={inside} onChoose={(reply) => { setText(text ? `${text}\n${reply.text}` : reply.text); if (inside) setInternal(reply.internal); }} />
        <span className={styles.told}>{told.length > 0 && t("comment.tells", { names: list(told.map(({ name }) => name)) })}</span>
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={text.trim() === ""}>{t("comment.send")}</Button>
      </div>
    </form>
  );
}
