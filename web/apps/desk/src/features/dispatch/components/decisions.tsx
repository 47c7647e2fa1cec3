import { useSpeech } from "@gongdan/i18n/react";
import { When } from "@gongdan/ui/when";
import type { Recommendation } from "../api/dispatch";
import styles from "./decisions.module.css";

type Decision = Recommendation["decisions"][number];

const kinds = ["assigned", "accepted", "overridden", "held", "away"] as const;
const holds = ["unsure", "nobody_fits", "away"] as const;

/** What was decided about the order, by whom or what, and why. */
export function Decisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  const { t } = useSpeech();
  if (decisions.length === 0) return null;
  return (
    <section aria-label={t("dispatch.decisions")}>
      <h3 className={styles.title}>{t("dispatch.decisions")}</h3>
      <ul className={styles.list}>
        {decisions.map((each) => (
          <DecisionLine key={each.id} decision={each} />
        ))}
      </ul>
    </section>
  );
}

function DecisionLine({ decision }: { readonly decision: Decision }) {
  const { t } = useSpeech();
  const kind = kinds.find((each) => each === decision.kind) ?? "held";
  const held = holds.find((each) => each === decision.why);
  const why = kind === "overridden" ? decision.why : kind === "held" ? t(held ? `dispatch.held.${held}` : "dispatch.held.other") : "";
  return (
    <li>
      {t(`dispatch.kind.${kind}`, { name: decision.name, policy: decision.policy })}
      {why && ` · ${why}`} <When at={decision.made_at} />
    </li>
  );
}
