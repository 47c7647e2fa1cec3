import { useSpeech } from "@gongdan/i18n/react";
import { Tiles, WayTile } from "../evidence/evidence-tiles";
import { FilePicker } from "../evidence/file-intake";
import type { OnItsWay, SendFiles } from "../evidence/use-evidence";
import styles from "./report-files.module.css";

interface Props {
  readonly ways: readonly OnItsWay[];
  /** Something is being dragged over the form. */
  readonly over: boolean;
  readonly onPick: SendFiles;
}

/** Photo first: what shows the trouble, sent while the rest is being written. */
export function ReportFiles({ ways, over, onPick }: Props) {
  const { t } = useSpeech();
  return (
    <section className={styles.files} data-over={over} aria-labelledby="report-files">
      <h2 id="report-files" className={styles.heading}>
        {t("report.files")}
        <span className={styles.optional}>{t("form.optional")}</span>
      </h2>
      <div className={styles.acts}>
        <FilePicker large camera words={t("evidence.take")} onPick={onPick} />
        <FilePicker large words={t("evidence.pick")} onPick={onPick} />
        <p className={styles.hint}>{t("evidence.drop")}</p>
      </div>
      <Tiles named="report-files">
        {ways.map((way) => (
          <WayTile key={way.key} way={way} />
        ))}
      </Tiles>
      {ways.length > 0 && <p className={styles.hint}>{t("report.files.hint")}</p>}
    </section>
  );
}
