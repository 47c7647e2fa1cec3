import type { Named } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useBegun } from "@gongdan/ui/use-begun";
import { Button } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useAddition } from "../../api/send-addition";
import { mentioned } from "../../model/mention";
import type { PanelProps } from "../order/order-panel";
import { CannedReplies } from "./canned-replies";
import styles from "./comment-panel.module.css";
import { MentionBox } from "./mention-box";

interface Begun {
  readonly text: string;
  readonly chosen: readonly Named[];
  /** Whether it is meant for the house alone. */
  readonly internal: boolean;
}

const nothing: Pick<Begun, "text" | "chosen"> = { text: "", chosen: [] };

/** Says something about the order: to all who see it, or inside the house alone. What was said stands in the timeline. */
export function CommentPanel({ order }: PanelProps) {
  const { t, list } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const inside = order.beside.may.includes("comment_internal");
  const [begun, begin] = useBegun<Begun>(`comment/${order.id}`);
  const [internal, setInternal] = useState(begun?.internal ?? inside);
  const { text, chosen } = begun ?? nothing;
  if (!order.beside.may.includes("comment")) return null;
  const write = (part: Partial<Begun>) => {
    const next = { text, chosen, internal, ...part };
    setInternal(next.internal);
    begin(next.text === "" ? undefined : next);
  };
  const told = mentioned(text, chosen);
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (text.trim() === "" || send.isPending) return;
    const body = { text: text.trim(), internal: inside && internal, mentions: told.map(({ id }) => id) };
    send.mutate(
      { addition: "comment", body },
      { onSuccess: () => { write(nothing); tell(t("comment.done")); } },
    );
  };
  return (
    <form className={styles.panel} data-internal={inside && internal} data-begun={text !== ""} aria-label={t("comment.title")} onSubmit={submit}>
      {send.error && <ProblemNote error={send.error} />}
      <MentionBox text={text} onText={(next) => { write({ text: next }); }} onChoose={(person, next) => { write({ text: next, chosen: [...chosen, person] }); }} onSend={submit} />
      <div className={styles.foot}>
        {inside && (
          <div className={styles.reach} role="radiogroup" aria-label={t("comment.reach")}>
            {([false, true] as const).map((each) => (
              <button key={String(each)} type="button" role="radio" aria-checked={each === internal} onClick={() => { write({ internal: each }); }}>
                {t(each ? "comment.reach.internal" : "comment.reach.public")}
              </button>
            ))}
          </div>
        )}
        <CannedReplies inside={inside} onChoose={(reply) => { write({ text: text ? `${text}\n${reply.text}` : reply.text, ...(inside && { internal: reply.internal }) }); }} />
        <span className={styles.told}>{told.length > 0 && t("comment.tells", { names: list(told.map(({ name }) => name)) })}</span>
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={text.trim() === ""}>{t("comment.send")}</Button>
      </div>
    </form>
  );
}
