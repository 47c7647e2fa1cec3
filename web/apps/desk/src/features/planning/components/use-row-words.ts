import { useSpeech } from "@gongdan/i18n/react";
import type { Route } from "../api/day-plans";

const away = ["away", "off", "none", "over"] as const;

/** What is said of somebody's day beside the name. */
export function useRowWords(route: Route): string {
  const { t } = useSpeech();
  const why = away.find((each) => each === route.away);
  if (why) return t(`dayplan.away.${why}`);
  const words = [t("dayplan.row", { n: route.visits.filter(({ order }) => order !== null).length })];
  if (route.overtime > 0) words.push(t("dayplan.row.over", { n: Math.max(1, Math.round(route.overtime / 60)) }));
  if (route.assumed) words.push(t("dayplan.row.assumed"));
  return words.join(" · ");
}
