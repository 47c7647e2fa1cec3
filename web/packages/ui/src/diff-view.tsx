import { useSpeech } from "@gongdan/i18n/react";
import styles from "./diff-view.module.css";
import { comings, type Difference } from "./difference";

/** What a change alters, one line each: as it was, struck through, and as it will be. */
export function DiffView({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useSpeech();
  if (differences.length === 0) return <p className={styles.none}>{t("parts.diff.none")}</p>;
  return (
    <dl className={styles.diff} aria-label={t("parts.diff")}>
      {differences.map((each) => (
        <div key={each.label} className={styles.line}>
          <dt>{each.label}</dt>
          <dd>
            <Sides {...each} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sides({ before, after }: Difference) {
  const { t } = useSpeech();
  if (typeof before !== "string" && typeof after !== "string") {
    const { gone, come } = comings(before, after);
    return (
      <ul className={styles.list}>
        {gone.map((each) => (
          <li key={`-${each}`}>
            <del>{each}</del>
          </li>
        ))}
        {come.map((each) => (
          <li key={`+${each}`}>
            <ins>{each}</ins>
          </li>
        ))}
      </ul>
    );
  }
  const words = (side: string | readonly string[]) => (typeof side === "string" ? side : side.join(" · ")) || t("app.none");
  return (
    <>
      <del>{words(before)}</del> <span aria-hidden="true">→</span> <ins>{words(after)}</ins>
    </>
  );
}
