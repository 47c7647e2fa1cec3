import { useSpeech } from "@gongdan/i18n/react";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { Link } from "react-router";
import { settingsQuery } from "../api/needs";
import { isSearching, type RosterLine } from "../api/rosters";
import { spanText } from "../model/days";
import styles from "./roster-list.module.css";

/** The newest rosters: span, team and state. */
export function RosterList({ lines }: { readonly lines: readonly RosterLine[] }) {
  const { t, locale } = useSpeech();
  const settings = useQuery(settingsQuery);
  const team = (unit: string | null) => settings.data?.units.find(({ id }) => id === unit)?.name ?? t("roster.everybody");
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <li key={line.id}>
          <Link className={styles.line} to={`/rosters/${line.id}`}>
            <span className={styles.span}>{spanText(locale, line.first, line.days)}</span>
            <span className={styles.quiet}>
              {team(line.unit)} · <When at={line.published_at ?? line.made_at} />
            </span>
            <StateTag line={line} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

const states = { draft: "default", published: "green", superseded: "default" } as const;

/** Draft, published, superseded; or that it is still being searched. */
export function StateTag({ line }: { readonly line: Pick<RosterLine, "state" | "search"> }) {
  const { t } = useSpeech();
  if (isSearching(line)) return <Tag color="blue">{t("roster.searching")}</Tag>;
  const state = line.state in states ? (line.state as keyof typeof states) : "draft";
  return <Tag color={states[state]}>{t(`roster.state.${state}`)}</Tag>;
}
