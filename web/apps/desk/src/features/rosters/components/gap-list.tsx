import { useSpeech } from "@gongdan/i18n/react";
import type { Speech } from "@gongdan/i18n/speech";
import { Panel } from "@gongdan/ui/panel";
import { useState } from "react";
import { Button } from "antd";
import type { Gap, Roster } from "../api/rosters";
import { dateAt, hoursText, longDate } from "../model/days";
import { workWords } from "../model/names";
import styles from "./gap-list.module.css";

const few = 10;

/** Where people are missing, and which rule keeps everybody else away. */
export function GapList({ roster }: { readonly roster: Roster }) {
  const speech = useSpeech();
  const [all, setAll] = useState(false);
  if (roster.search !== "done") return null;
  const gaps = roster.gaps.toSorted((one, other) => one.day - other.day || one.begins - other.begins);
  return (
    <Panel title={speech.t("roster.gaps")} count={gaps.length}>
      {gaps.length === 0 && <p className={styles.none}>{speech.t("roster.gaps.none")}</p>}
      <ul className={styles.list}>
        {gaps.slice(0, all ? undefined : few).map((gap) => (
          <li key={`${gap.skill} ${gap.place} ${gap.day} ${gap.begins}`}>
            <strong>
              {longDate(speech.locale, dateAt(roster.first, gap.day))} {hoursText(gap.begins, gap.hours)}
            </strong>{" "}
            {speech.t("roster.gap", { work: workWords(speech, roster, gap.skill, gap.place), cover: gap.cover, need: gap.need })}
            <span className={styles.why}>{why(speech, gap)}</span>
          </li>
        ))}
      </ul>
      {gaps.length > few && !all && <Button onClick={() => { setAll(true); }}>{speech.t("roster.more", { n: gaps.length - few })}</Button>}
    </Panel>
  );
}

const rules = ["place", "no_shift", "absent", "on_duty", "rest", "week_hours", "days_in_row", "free"] as const;

function why({ t, list }: Speech, { blocked }: Gap): string {
  const said = rules.flatMap((rule) => (blocked[rule] ? [t(`roster.blocked.${rule}`, { n: blocked[rule] })] : []));
  return said.length > 0 ? list(said) : t("roster.blocked.skill");
}
