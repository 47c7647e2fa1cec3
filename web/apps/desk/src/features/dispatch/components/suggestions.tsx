import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Candidate, Recommendation } from "../api/dispatch";
import { About } from "./about";
import { Barred } from "./barred";
import { CandidateCard } from "./candidate-card";
import { Decisions } from "./decisions";
import { Nobody } from "./nobody";
import { ReasonForm } from "./reason-form";
import styles from "./suggestions.module.css";
import { type Somebody, useGiving } from "./use-giving";

interface Props {
  readonly order: { readonly id: string; readonly number: string };
  readonly found: Recommendation;
  /** What the reader may do. */
  readonly actions: readonly string[];
  /** Called once the order is in somebody's hands; where it is given, Enter takes the first. */
  readonly onGiven?: () => void;
}

const keys = ["1", "2", "3", "4", "5"] as const;
const Alike = lazy(async () => ({ default: (await import("./alike")).Alike }));
const ByHandForm = lazy(async () => ({ default: (await import("./by-hand-form")).ByHandForm }));

/** What an order is about and who could do it: the first by one key, another one with a reason. */
export function Suggestions({ order, found, actions, onGiven }: Props) {
  const { t } = useSpeech();
  const [wanted, setWanted] = useState<Somebody | "anybody">();
  const { give, pending, error } = useGiving(order, found, () => {
    setWanted(undefined);
    onGiven?.();
  });
  const first = found.best[0];
  const open = found.act !== "";
  const mayGive = open && actions.includes("order.assign");
  const press = (candidate: Candidate | undefined) => {
    if (!candidate || !mayGive || pending) return;
    if (candidate === first) give(candidate, "");
    else setWanted(candidate);
  };
  const byHand = () => { setWanted("anybody"); };
  const close = () => { setWanted(undefined); };
  const inInbox = onGiven && { Enter: () => { press(first); }, m: byHand };
  useShortcuts(mayGive ? { ...Object.fromEntries(keys.map((key, at) => [key, () => { press(found.best[at]); }])), ...inInbox } : {});
  return (
    <div className={styles.suggestions}>
      <About order={order.id} triage={found.triage} mayDecide={open} />
      {open && (
        <Suspense fallback={null}>
          <Alike order={{ id: order.id, version: found.version }} actions={actions} />
        </Suspense>
      )}
      {found.assignee_name && <p className={styles.holds}>{t("dispatch.holds", { name: found.assignee_name })}</p>}
      {error && <ProblemNote error={error} />}
      {open && found.best.length > 0 && (
        <>
          <ol className={styles.list}>
            {found.best.map((each, at) => (
              <CandidateCard key={each.user} candidate={each} place={at + 1} mayGive={mayGive} pending={pending} onGive={() => { press(each); }} />
            ))}
          </ol>
          {mayGive && <p className={styles.keys}>{t(onGiven ? "dispatch.keys.inbox" : "dispatch.keys")}</p>}
        </>
      )}
      {wanted === "anybody" && (
        <Suspense fallback={null}>
          <ByHandForm found={found} pending={pending} onSend={give} onCancel={close} />
        </Suspense>
      )}
      {wanted && wanted !== "anybody" && first && (
        <ReasonForm wanted={wanted.name} first={first.name} pending={pending} onSend={(reason) => { give(wanted, reason); }} onCancel={close} />
      )}
      {open && found.best.length === 0 && <Nobody helps={found.helps} />}
      {mayGive && wanted === undefined && found.best.length + found.barred.length > 0 && (
        <Button className={styles.hand ?? ""} size="small" onClick={byHand}>
          {t("hand.open")}
        </Button>
      )}
      {open && <Barred barred={found.barred} counts={found.barred_counts} />}
      <Decisions decisions={found.decisions} />
    </div>
  );
}
