import { useSpeech } from "@gongdan/i18n/react";
import type { Effects } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { clockOf } from "../model/times";
import styles from "./day-plan.module.css";

/** A move's effects in words: what it costs first, what it hurts in colour. */
export function EffectList({ effects, rows }: { readonly effects: Effects; readonly rows: Rows }) {
  const speech = useSpeech();
  const { t } = speech;
  const travel = Math.round(effects.travel / 60);
  const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));
  return (
    <ul className={styles.effects} aria-label={t("dayplan.effects")}>
      {effects.begins !== null && <li>{t("dayplan.effect.begins", { time: clockOf(effects.begins, speech) })}</li>}
      <li data-good={travel < 0}>{travel === 0 ? t("dayplan.effect.same") : t("dayplan.effect.travel", { n: travel > 0 ? `+${travel}` : `−${-travel}` })}</li>
      {Object.entries(effects.overtime).map(([user, over]) => (
        <li key={user} data-bad>
          {t("dayplan.effect.over", { name: rows.names.get(user) ?? "", n: minutes(over) })}
        </li>
      ))}
      {Object.entries(effects.late).map(([order, late]) => (
        <li key={order} data-bad>
          {t("dayplan.effect.late", { number: rows.orders.get(order)?.number ?? "", n: minutes(late) })}
        </li>
      ))}
      {Object.entries(effects.missed).map(([order, missed]) => (
        <li key={order} data-bad>
          {t("dayplan.effect.missed", { number: rows.orders.get(order)?.number ?? "", n: minutes(missed) })}
        </li>
      ))}
      {effects.over_capacity && <li data-bad>{t("dayplan.effect.capacity")}</li>}
      {effects.shifted.length > 0 && <li>{t("dayplan.effect.shifted", { n: effects.shifted.length })}</li>}
    </ul>
  );
}
