import { useSpeech } from "@gongdan/i18n/react";
import type { Recommendation } from "../api/dispatch";

interface Props {
  readonly barred: Recommendation["barred"];
  readonly counts: Recommendation["barred_counts"];
}

/** Who does not fit, each with the rule that bars them. */
export function Barred({ barred, counts }: Props) {
  const { t } = useSpeech();
  const n = Object.values(counts).reduce((sum, each) => sum + each, 0);
  if (n === 0) return null;
  return (
    <details>
      <summary>{t("dispatch.barred", { n })}</summary>
      <ul>
        {barred.map(({ user, name, reason }) => (
          <li key={user}>
            {name}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
