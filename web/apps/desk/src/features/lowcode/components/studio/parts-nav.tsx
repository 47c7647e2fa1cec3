import { useSpeech } from "@gongdan/i18n/react";
import type { Finding } from "../../model/part";
import { findingsOf, type Part, parts } from "./parts";
import styles from "./studio.module.css";

interface Props {
  readonly open: Part;
  readonly findings: readonly Finding[];
  readonly onOpen: (key: string) => void;
}

/** The parts of the draft, each with how much there is to mend; beside the part, above it on small screens. */
export function PartsNav({ open, findings, onOpen }: Props) {
  const { t } = useSpeech();
  return (
    <nav className={styles.parts} aria-label={t("studio.parts")}>
      {parts.map((part) => {
        const found = findingsOf(part, findings).length;
        return (
          <button key={part.key} type="button" aria-current={part === open ? "page" : undefined} onClick={() => onOpen(part.key)}>
            {t(part.title)}
            {found > 0 && (
              <span className={styles.count}>
                <span aria-hidden="true">{found}</span>
                <span className={styles.hidden}>{t("studio.found", { n: found })}</span>
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
