import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { basesQuery } from "../api/bases";
import { percent } from "../model/shares";
import styles from "./basis-words.module.css";

const kinds = ["assigned", "accepted", "overridden"] as const;

/** Below an act on the timeline: who or what chose, why, and who was not chosen. */
export function BasisWords({ order, command }: { readonly order: string; readonly command: string }) {
  const { t } = useSpeech();
  const { data, error } = useQuery(basesQuery(order));
  if (error) return <ProblemNote error={error} />;
  if (!data) return null;
  const told = data.find(({ id }) => id === command);
  if (!told) return <p className={styles.basis}>{t("basis.none")}</p>;
  const kind = kinds.find((each) => each === told.kind) ?? "accepted";
  const { name, policy, category, score, propensity, reasons, others } = told;
  return (
    <div className={styles.basis}>
      <p>
        {t(`dispatch.kind.${kind}`, { name, policy })}
        {category && ` · ${t("basis.category", { category })}`}
        {score !== null && ` · ${t("dispatch.score", { score: score.toFixed(1) })}`}
        {propensity < 1 && ` · ${t("basis.chance", { percent: percent(propensity) })}`}
      </p>
      {reasons.length > 0 && <p>{reasons.join(" · ")}</p>}
      {others.length > 0 && (
        <ul className={styles.others} aria-label={t("basis.others")}>
          {others.map((each) => (
            <li key={`${each.name} ${each.score}`}>
              {t("basis.other", { name: each.name || t("actor.unnamed"), score: each.score.toFixed(1) })}
              {each.behind && ` (${each.behind})`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
