import { momentOf } from "@gongdan/forms/core/wall-time";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { type Absence, absencesQuery, useAbsenceAct } from "../api/absences";
import { type Board, type Plan, type Route, usePlanAct } from "../api/day-plans";
import { dayAfter } from "../model/times";
import styles from "./day-plan.module.css";

interface Props {
  readonly board: Board;
  readonly plan: Plan;
  readonly route: Route;
  readonly person: string;
  readonly mayPlan: boolean;
}

/** Somebody is ill: said here, kept in the people register, and the day offered to be planned anew at once. */
export function LaneAbsence({ board, plan, route, person, mayPlan }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const found = useQuery(absencesQuery(person));
  const act = useAbsenceAct(person);
  const running = (found.data ?? []).filter((each) => touches(each, board));
  const { name } = route;
  const problem = found.error ?? act.error;
  const record = (until: string) => {
    const ends = momentOf(`${dayAfter(until, 1)}T00:00`, board.zone);
    const begins = board.day > board.today ? momentOf(`${board.day}T00:00`, board.zone) : undefined;
    if (ends) act.mutate({ record: { begins: begins?.toISOString() ?? null, ends: ends.toISOString() } }, { onSuccess: () => tell(t("dayplan.away.done", { name })) });
  };
  return (
    <section className={styles.sheet} aria-label={t("dayplan.away.title")}>
      <h3 className={styles.sheetTitle}>{t("dayplan.away.title")}</h3>
      {problem && <ProblemNote error={problem} />}
      {running.map((each) => (
        <div key={each.id} className={styles.option}>
          <Span absence={each} zone={board.zone} />
          <Button loading={act.isPending} onClick={() => act.mutate({ remove: each }, { onSuccess: () => tell(t("dayplan.away.taken", { name })) })}>
            {t("dayplan.away.back")}
          </Button>
        </div>
      ))}
      {found.data && running.length === 0 && board.day >= board.today && <Record day={board.day} pending={act.isPending} onRecord={record} />}
      {running.length > 0 && mayPlan && <Anew plan={plan} route={route} />}
    </section>
  );
}

function touches({ begins, ends }: Absence, { midnight }: Board): boolean {
  const [from, till] = [Date.parse(begins) / 1000, ends === null ? Infinity : Date.parse(ends) / 1000];
  return from < midnight + 24 * 3600 && till > midnight;
}

function Span({ absence: { begins, ends }, zone }: { readonly absence: Absence; readonly zone: string }) {
  const { t, between, moment } = useSpeech();
  if (ends === null) return <span>{t("dayplan.away.open", { begins: moment(new Date(begins)) })}</span>;
  // it ends with the last minute of a day, and not at midnight of the next
  return <span>{between(new Date(begins), new Date(Date.parse(ends) - 60_000), zone)}</span>;
}

interface RecordProps {
  readonly day: string;
  readonly pending: boolean;
  readonly onRecord: (until: string) => void;
}

function Record({ day, pending, onRecord }: RecordProps) {
  const { t } = useSpeech();
  const id = useId();
  const [until, setUntil] = useState(day);
  return (
    <>
      <div className={styles.acts}>
        <label htmlFor={id}>{t("dayplan.away.until")}</label>
        <Input id={id} type="date" className={styles.date ?? ""} min={day} value={until} onChange={({ target }) => setUntil(target.value || day)} />
        <Button type="primary" danger loading={pending} onClick={() => onRecord(until < day ? day : until)}>
          {t("dayplan.away.say")}
        </Button>
      </div>
      <p className={styles.quiet}>{t("dayplan.away.hint")}</p>
    </>
  );
}

/** What the absence leaves with nobody, and the act that finds others, touching as little as can be. */
function Anew({ plan, route: { lost } }: Pick<Props, "plan" | "route">) {
  const { t } = useSpeech();
  const act = usePlanAct(plan);
  return (
    <Note tone={lost ? "warn" : "info"} title={t(lost ? "dayplan.away.lost" : "dayplan.away.free")}>
      {act.error && <ProblemNote error={act.error} />}
      {lost && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ act: "replan" })}>
          {t("dayplan.away.replan")}
        </Button>
      )}
    </Note>
  );
}
