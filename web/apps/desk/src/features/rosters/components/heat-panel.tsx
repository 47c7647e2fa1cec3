import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { Select } from "antd";
import { useState } from "react";
import type { Roster } from "../api/rosters";
import { dateAt, isWeekend, shortDate, weekdayName } from "../model/days";
import { added, heatRows } from "../model/heat";
import { workWords } from "../model/names";
import { HeatMap } from "./heat-map";

const everything = "all";

/** Demand against cover, for one skill and place or all together. */
export function HeatPanel({ roster }: { readonly roster: Roster }) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const [key, setKey] = useState(everything);
  if (roster.search !== "done" || roster.needs.length === 0) return null;
  const works = roster.needs.map((need) => ({ value: `${need.place}/${need.skill}`, label: workWords(speech, roster, need.skill, need.place), need }));
  const chosen = works.filter(({ value }) => key === everything || value === key).map(({ need }) => need);
  const rows = heatRows(added(chosen.map(({ need }) => need)), added(chosen.map(({ cover }) => cover)));
  const choice = works.length > 1 && (
    <Select aria-label={t("roster.heat.of")} value={key} popupMatchSelectWidth={false} onChange={setKey} options={[{ value: everything, label: t("roster.heat.all") }, ...works.map(({ value, label }) => ({ value, label }))]} />
  );
  const days = rows.map((_, day) => {
    const at = dateAt(roster.first, day);
    return { name: `${weekdayName(locale, at)} ${shortDate(locale, at)}`, isWeekend: isWeekend(roster.first, day) };
  });
  return (
    <Panel title={t("roster.heat")} acts={choice}>
      <HeatMap label={t("roster.heat.table")} days={days} rows={rows} />
    </Panel>
  );
}
