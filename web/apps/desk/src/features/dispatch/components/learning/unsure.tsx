import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Learning } from "../../api/learning";
import { percent } from "../../model/figures";
import card from "./card.module.css";

/** Categories of which triage knows too little, or in which people say otherwise. */
export function Unsure({ unsure }: { readonly unsure: Learning["unsure"] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("learning.unsure")} count={unsure.length}>
      <div className={card.card}>
        {unsure.length === 0 && <p className={card.text}>{t("learning.unsure.none")}</p>}
        <ul className={card.lines}>
          {unsure.map(({ category, name, why, agreement, needed }) => (
            <li key={category} className={card.line}>
              <strong>{name}</strong>
              <span className={card.quiet}>
                {why === "few"
                  ? t("learning.unsure.few", { n: agreement.count, needed })
                  : t("learning.unsure.disagree", { n: agreement.count, share: percent(agreement.value) })}
              </span>
            </li>
          ))}
        </ul>
        <p className={card.quiet}>{t("learning.unsure.hint")}</p>
      </div>
    </Panel>
  );
}
