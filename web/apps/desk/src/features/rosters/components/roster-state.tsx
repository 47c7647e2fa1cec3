import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { When } from "@gongdan/ui/when";
import { Progress } from "antd";
import { isSearching, type Roster } from "../api/rosters";
import { BrokenList } from "./broken-list";
import { StateTag } from "./roster-list";
import styles from "./roster-state.module.css";

/** How it stands: being searched, draft or published; what changed since, and what could not be had. */
export function RosterState({ roster, mayChange }: { readonly roster: Roster; readonly mayChange: boolean }) {
  const { t } = useSpeech();
  const isEmpty = roster.duties.length === 0 && !isSearching(roster);
  return (
    <>
      <p className={styles.line}>
        <StateTag line={roster} />
        {roster.published_at && <span>{t("roster.since")} <When at={roster.published_at} /></span>}
        <Figures roster={roster} />
      </p>
      {isSearching(roster) && <Searching roster={roster} />}
      {roster.search === "failed" && <Note tone="broken" title={t("roster.failed")}>{t("roster.failed.detail")}</Note>}
      {roster.stale.length > 0 && (
        <Note tone="warn" title={t(roster.state === "draft" ? "roster.stale.draft" : "roster.stale.published")}>
          <BrokenList roster={roster} broken={roster.stale} />
        </Note>
      )}
      {roster.given_up.length > 0 && (
        <Note tone="warn" title={t("roster.given.up")}>
          <BrokenList roster={roster} broken={roster.given_up} />
        </Note>
      )}
      {isEmpty && mayChange && roster.search === "done" && <Note tone="info" title={t("roster.nobody.works")}>{t("roster.nobody.works.detail")}</Note>}
    </>
  );
}

/** Hours that are short, wishes that are met, and how good the search says that it is. */
function Figures({ roster }: { readonly roster: Roster }) {
  const { t } = useSpeech();
  if (roster.search !== "done") return null;
  const short = roster.gaps.reduce((sum, gap) => sum + (gap.need - gap.cover) * gap.hours, 0);
  const wishes = roster.people.flatMap((each) => each.wishes);
  const met = wishes.filter((each) => each.met).length;
  return (
    <>
      <span>{t("roster.shifts.n", { n: roster.duties.length })}</span>
      <span>{short === 0 ? t("roster.short.none") : t("roster.short.n", { n: short })}</span>
      {wishes.length > 0 && <span>{t("roster.wishes.met", { met, of: wishes.length })}</span>}
      {roster.repairs && <span>{t("roster.moved", { n: roster.moved })}</span>}
    </>
  );
}

function Searching({ roster }: { readonly roster: Roster }) {
  const { t } = useSpeech();
  const percent = Math.round((100 * roster.elapsed) / Math.max(roster.seconds, 1));
  return (
    <div className={styles.searching} role="status">
      <p className={styles.line}>{t(roster.search === "waiting" ? "roster.waits" : "roster.searches", { seconds: roster.seconds })}</p>
      <Progress percent={percent} showInfo={false} aria-label={t("roster.searching")} />
    </div>
  );
}
