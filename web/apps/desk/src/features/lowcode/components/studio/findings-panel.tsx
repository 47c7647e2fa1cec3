import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Finding } from "../../model/part";
import { partOf } from "./parts";
import styles from "./studio.module.css";

interface Props {
  readonly findings: readonly Finding[];
  readonly doubts: readonly Finding[];
  readonly onGo: (place: string) => void;
  readonly onClose: () => void;
}

/** What the check found: what keeps the draft from being published, then what to look at again; each leads to its place. */
export function FindingsPanel({ findings, doubts, onGo, onClose }: Props) {
  const { t } = useSpeech();
  return (
    <aside className={styles.panel} aria-label={t("studio.findings")}>
      <header>
        <h2>{t("studio.findings")}</h2>
        <Button type="text" size="small" aria-label={t("studio.findings.close")} onClick={onClose}>
          ×
        </Button>
      </header>
      {findings.length === 0 && <p className={styles.good}>{t("studio.findings.none")}</p>}
      <Findings findings={findings} onGo={onGo} />
      {doubts.length > 0 && <h3>{t("studio.doubts")}</h3>}
      <Findings findings={doubts} onGo={onGo} />
    </aside>
  );
}

/** Findings in words, each with the way to its place. */
export function Findings({ findings, onGo }: Pick<Props, "findings" | "onGo">) {
  const { t } = useSpeech();
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map((each) => (
        <li key={`${each.place} ${each.code}`}>
          <p>{each.what}</p>
          <p className={styles.quiet}>{each.mend}</p>
          {partOf(each.place) && (
            <Button size="small" aria-label={t("studio.go.what", { what: each.what })} onClick={() => onGo(each.place)}>
              {t("studio.go")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
