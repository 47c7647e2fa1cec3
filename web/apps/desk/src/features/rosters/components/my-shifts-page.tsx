import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { type Own, ownQuery } from "../api/own";
import { dateAt, hoursText, longDate } from "../model/days";
import { kindName } from "../model/names";
import { Wishes } from "./wishes";
import styles from "./my-shifts-page.module.css";

/** When one works oneself, and what one would like. */
export function MyShiftsPage() {
  const { t } = useSpeech();
  const found = useQuery(ownQuery);
  return (
    <PageFrame title={t("own.title")} detail={t("own.detail")} width="text">
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data && (
        <>
          <Shifts own={found.data} />
          <Wishes own={found.data} />
        </>
      )}
    </PageFrame>
  );
}

function Shifts({ own }: { readonly own: Own }) {
  const { t, locale } = useSpeech();
  if (own.until === null) return <EmptyState title={t("own.none")} detail={t("own.none.detail")} />;
  return (
    <Panel title={t("own.shifts")} count={own.shifts.length}>
      <p className={styles.quiet}>{t("own.until", { day: longDate(locale, dateAt(own.until)) })}</p>
      {own.shifts.length === 0 ? <p>{t("own.shifts.none")}</p> : <Days shifts={own.shifts} />}
    </Panel>
  );
}

function Days({ shifts }: { readonly shifts: Own["shifts"] }) {
  const speech = useSpeech();
  return (
    <ol className={styles.list}>
      {shifts.map((shift) => (
        <li key={shift.day}>
          <strong>{longDate(speech.locale, dateAt(shift.day))}</strong>
          <span>
            {kindName(speech, { id: shift.kind, name: shift.kind_name })} {hoursText(shift.begins, shift.hours)}
          </span>
          <span className={styles.quiet}>{[shift.skill || speech.t("roster.anybody"), shift.place].filter(Boolean).join(" · ")}</span>
        </li>
      ))}
    </ol>
  );
}
