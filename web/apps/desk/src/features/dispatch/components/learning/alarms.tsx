import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { When } from "@gongdan/ui/when";
import type { Learning } from "../../api/learning";
import { percent } from "../../model/figures";
import { Mark } from "@gongdan/ui/mark";
import card from "./card.module.css";

const tones = { open: "warn", tried: "info", answered: "quiet" } as const;

/** Where errors have grown, and what has become of it since. */
export function Alarms({ alarms }: { readonly alarms: Learning["alarms"] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("learning.alarms")} count={alarms.length}>
      {alarms.length === 0 && <p className={card.quiet}>{t("learning.alarms.none")}</p>}
      {alarms.length > 0 && (
        <div className={card.card}>
          <ul className={card.lines}>
            {alarms.map(({ id, subject, category, name, before, now, events, heard_at, state }) => (
              <li key={id} className={card.line}>
                <span>
                  {t(`learning.alarm.${subject}`, { name: category === "" ? t("learning.alarm.unnamed") : name, before: percent(before), now: percent(now) })}{" "}
                  <Mark tone={tones[state]}>{t(`learning.alarm.${state}`)}</Mark>
                </span>
                <span className={card.quiet}>
                  {t("learning.alarm.after", { n: events })} · <When at={heard_at} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
