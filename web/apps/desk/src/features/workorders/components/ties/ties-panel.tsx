import type { OrderDetail, Tie } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { StageMark } from "@gongdan/ui/stage-mark";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { useAddition } from "../../api/send-addition";
import type { PanelProps } from "../order/order-panel";
import { LinkForm } from "./link-form";
import { MergeForm } from "./merge-form";
import { SplitForm } from "./split-form";
import styles from "./ties-panel.module.css";

type Form = "link" | "merge" | "split";
const forms: readonly Form[] = ["link", "merge", "split"];

function tiesOf({ beside }: OrderDetail): readonly Tie[] {
  const named = (kind: string, ties: readonly Tie[]) => ties.map((tie) => ({ ...tie, kind }));
  return [
    ...named("parent", beside.parent ? [beside.parent] : []),
    ...named("merged_into", beside.merged_into ? [beside.merged_into] : []),
    ...named("child", beside.children),
    ...named("duplicate", beside.duplicates),
    ...beside.links,
  ];
}

/** The orders that this one has to do with, and the means to link, merge and split it. */
export function TiesPanel({ order }: PanelProps) {
  const { t, word } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const [form, setForm] = useState<Form>();
  const { search } = useLocation();
  const ties = tiesOf(order);
  const offered = forms.filter((each) => order.beside.may.includes(each));
  if (ties.length === 0 && offered.length === 0) return null;
  const unlink = ({ id, kind, number }: Tie) => {
    const body = { to: id, kind };
    send.mutate(
      { addition: "unlink", body },
      { onSuccess: () => { tell(t("tie.unlinked", { number }), () => send.mutateAsync({ addition: "link", body })); } },
    );
  };
  const close = () => { setForm(undefined); };
  return (
    <Panel title={t("order.ties")} count={ties.length}>
      {send.error && <ProblemNote error={send.error} />}
      {order.beside.children.length > 0 && (
        <p className={styles.kind}>
          {t("tie.children", { done: order.beside.children.filter(({ status }) => status !== "open" && status !== "suspended").length, all: order.beside.children.length })}
        </p>
      )}
      {ties.length > 0 && (
        <ul className={styles.ties}>
          {ties.map((tie) => (
            <li key={`${tie.kind} ${tie.id}`}>
              <span className={styles.kind}>{word("tie", tie.kind, "tie.relates")}</span>
              <Link to={{ pathname: `/orders/${tie.id}`, search }} className={styles.name}>
                {tie.number} {tie.title}
              </Link>
              <span className={styles.line}>
                <StageMark stage={tie.stage} />
                {offered.includes("link") && order.beside.links.some((each) => each.id === tie.id && each.kind === tie.kind) && (
                  <Button type="text" size="small" aria-label={t("tie.unlink.label", { number: tie.number })} onClick={() => { unlink(tie); }}>
                    {t("tie.unlink")}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && form === undefined && (
        <div className={styles.acts} role="group" aria-label={t("tie.acts")}>
          {offered.map((each) => (
            <Button key={each} size="small" onClick={() => { setForm(each); }}>{t(`tie.act.${each}`)}</Button>
          ))}
        </div>
      )}
      {form === "link" && <LinkForm order={order} onClose={close} />}
      {form === "merge" && <MergeForm order={order} onClose={close} />}
      {form === "split" && <SplitForm order={order} onClose={close} />}
    </Panel>
  );
}
