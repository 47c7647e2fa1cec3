import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import type { DemandLine, DemandPage } from "../api/needs";
import { weekDays } from "../model/days";
import { heatRows } from "../model/heat";
import { workWords } from "../model/names";
import { HeatMap } from "./heat-map";

/** How many people each place and skill needs, hour by hour of the week, and from what that is. */
export function DemandMaps({ page }: { readonly page: DemandPage }) {
  const { t, day } = useSpeech();
  if (page.items.length === 0) return <EmptyState title={t("needs.empty")} detail={t("needs.empty.detail", { weeks: page.least_weeks, orders: page.least_orders })} />;
  return (
    <>
      {page.lent !== null && (
        <Note tone="info" title={t("needs.lent")}>
          <p>{t("needs.lent.detail", { day: day(new Date(page.lent)), weeks: page.least_weeks })}</p>
        </Note>
      )}
      {page.items.map((line) => (
        <DemandMap key={`${line.place} ${line.skill}`} line={line} page={page} />
      ))}
    </>
  );
}

function DemandMap({ line, page }: { readonly line: DemandLine; readonly page: DemandPage }) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const title = workWords(speech, page, line.skill, line.place);
  const days = weekDays(locale).map(({ label, value }) => ({ name: label, isWeekend: value > 5 }));
  const expected = line.orders.reduce((sum, each) => sum + each, 0);
  return (
    <Panel title={title}>
      {line.too_little ? (
        <Note tone="info" title={t("needs.too.little", { weeks: line.weeks, came: line.came })}>
          <p>{t("needs.too.little.next", { weeks: page.least_weeks, orders: page.least_orders })}</p>
        </Note>
      ) : (
        <p>{t("needs.expected", { orders: Math.round(expected), weeks: line.weeks, came: line.came })}</p>
      )}
      {line.people.some((each) => each > 0) && <HeatMap label={t("needs.map", { work: title })} days={days} rows={heatRows(line.people, [])} needOnly />}
    </Panel>
  );
}
