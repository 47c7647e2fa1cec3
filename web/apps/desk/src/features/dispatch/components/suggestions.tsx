import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { useState } from "react";
import { type Candidate, type Recommendation, useChoose } from "../api/dispatch";
import { About } from "./about";
import { Barred } from "./barred";
import { CandidateCard } from "./candidate-card";
import { Decisions } from "./decisions";
import { ReasonForm } from "./reason-form";
import styles from "./suggestions.module.css";

interface Props {
  readonly order: { readonly id: string; readonly number: string };
  readonly found: Recommendation;
  readonly mayGive: boolean;
}

const keys = ["1", "2", "3", "4", "5"] as const;

/** What an order is about and who could do it: the first by one key, another one with a reason. */
export function Suggestions({ order, found, mayGive }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const choose = useChoose(order.id);
  const [wanted, setWanted] = useState<Candidate>();
  const first = found.best[0];
  const give = ({ user, name }: Candidate, reason: string) => {
    choose.mutate(
      { to: user, version: found.version, reason },
      { onSuccess: () => { tell(t("dispatch.given", { number: order.number, name })); setWanted(undefined); } },
    );
  };
  const press = (candidate: Candidate | undefined) => {
    if (!candidate || !mayGive || choose.isPending) return;
    if (candidate === first) give(candidate, "");
    else setWanted(candidate);
  };
  const open = found.act !== "";
  useShortcuts(open ? Object.fromEntries(keys.map((key, at) => [key, () => { press(found.best[at]); }])) : {});
  return (
    <div className={styles.suggestions}>
      <About order={order.id} triage={found.triage} mayDecide={open} />
      {found.assignee_name && <p className={styles.holds}>{t("dispatch.holds", { name: found.assignee_name })}</p>}
      {choose.error && <ProblemNote error={choose.error} />}
      {open && found.best.length > 0 && (
        <>
          <ol className={styles.list}>
            {found.best.map((each, at) => (
              <CandidateCard key={each.user} candidate={each} place={at + 1} mayGive={mayGive} pending={choose.isPending} onGive={() => { press(each); }} />
            ))}
          </ol>
          {mayGive && <p className={styles.keys}>{t("dispatch.keys")}</p>}
        </>
      )}
      {wanted && first && <ReasonForm wanted={wanted.name} first={first.name} pending={choose.isPending} onSend={(reason) => { give(wanted, reason); }} onCancel={() => { setWanted(undefined); }} />}
      {open && found.best.length === 0 && (
        <Note tone="warn" title={t("dispatch.nobody")}>
          {found.helps.length > 0 ? (
            <>
              <p>{t("dispatch.nobody.hint")}</p>
              <ul>{found.helps.map((each) => <li key={each}>{each}</li>)}</ul>
            </>
          ) : (
            <p>{t("dispatch.nobody.none")}</p>
          )}
        </Note>
      )}
      {open && <Barred barred={found.barred} counts={found.barred_counts} />}
      <Decisions decisions={found.decisions} />
    </div>
  );
}
