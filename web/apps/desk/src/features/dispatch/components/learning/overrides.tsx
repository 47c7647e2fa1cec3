import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Learning } from "../../api/learning";
import { percent } from "../../model/figures";
import card from "./card.module.css";

/** How often people chose another than the first of the list, and why. */
export function Overrides({ overrides }: { readonly overrides: Learning["overrides"] }) {
  const { t } = useSpeech();
  const { choices, overridden, followed_good: followed, overridden_good: other, reasons } = overrides;
  const told = followed.count > 0 && other.count > 0;
  const k = Math.round(overridden.value * overridden.count);
  return (
    <Panel title={t("learning.overrides")}>
      <div className={card.card}>
        {choices === 0 && <p className={card.text}>{t("learning.overrides.none")}</p>}
        {choices > 0 && <p className={card.text}>{t("learning.overrides.share", { n: choices, k, share: percent(overridden.value) })}</p>}
        {told && <p className={card.quiet}>{t("learning.overrides.good", { followed: percent(followed.value), overridden: percent(other.value) })}</p>}
        {reasons.length > 0 && (
          <>
            <strong>{t("learning.overrides.reasons")}</strong>
            <ul className={card.lines}>
              {reasons.map(({ why, count }) => (
                <li key={why} className={card.line}>
                  <span>{why}</span>
                  <span className={card.quiet}>{t("learning.overrides.times", { n: count })}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  );
}
