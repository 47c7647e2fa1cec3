import { useSpeech } from "@gongdan/i18n/react";
import type { Broken, Roster } from "../api/rosters";
import { dateAt, longDate } from "../model/days";

interface Props {
  readonly roster: Roster;
  readonly broken: readonly Broken[];
}

const most = 8;

/** Rules that do not hold, each with whom and when. */
export function BrokenList({ roster, broken }: Props) {
  const { t } = useSpeech();
  return (
    <ul>
      {broken.slice(0, most).map((each) => (
        <li key={`${each.what} ${each.who} ${each.day}`}>
          <BrokenWords roster={roster} broken={each} />
        </li>
      ))}
      {broken.length > most && <li>{t("roster.more", { n: broken.length - most })}</li>}
    </ul>
  );
}

/** One rule that does not hold, in words. */
export function BrokenWords({ roster, broken: { what, who, day } }: { readonly roster: Roster; readonly broken: Broken }) {
  const speech = useSpeech();
  const name = roster.people.find(({ id }) => id === who)?.name ?? speech.t("roster.somebody");
  const when = longDate(speech.locale, dateAt(roster.first, day));
  return `${name}, ${when}: ${speech.word("roster.rule", what, "roster.rule.unknown")}`;
}
