import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import type { Model } from "../../api/learning";
import { useReasons } from "./use-reasons";
import card from "./card.module.css";
import styles from "./model-details.module.css";

/** What a version holds: its weights and what changed, its hash, and each step with who and why. */
export function ModelDetails({ model }: { readonly model: Model }) {
  const { t, moment } = useSpeech();
  const { name, parts } = useReasons();
  const changes = Object.entries(model.changes).filter(([, by]) => Math.abs(by) >= 0.05).map(([reason, by]) => ({ reason, by }));
  const weights = Object.entries(model.weights).map(([reason, full]) => `${name(reason)} ${full.toFixed(1)}`).join(" · ");
  const facts = [
    { name: t("learning.registry.change", { version: model.parent }), value: changes.length > 0 && parts(changes) },
    { name: t("learning.registry.weights"), value: weights },
    { name: t("learning.registry.hash"), value: model.sha256 && <code className={styles.hash}>{model.sha256}</code> },
  ];
  if (!weights && !model.sha256 && model.steps.length === 0) return null;
  return (
    <details>
      <summary className={card.summary}>{t("learning.registry.more")}</summary>
      <Facts facts={facts} />
      <ul className={card.lines}>
        {model.steps.map(({ stage, since, by, reason }) => (
          <li key={`${stage} ${since}`}>
            {t("learning.registry.step", { stage: t(`learning.stage.${stage}`), by: by || t("learning.registry.itself"), when: moment(new Date(since)) })}
            {reason && <p className={card.quiet}>{t("learning.registry.because", { reason })}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
