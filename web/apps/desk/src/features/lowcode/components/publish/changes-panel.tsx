import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Definition } from "../../api/definitions";
import { DiffWords } from "./diff-words";
import styles from "./publish.module.css";

/** What the draft changes against the version in use. */
export function ChangesPanel({ definition }: { readonly definition: Definition }) {
  const { t } = useSpeech();
  const [newest] = definition.versions;
  if (!newest) {
    return (
      <Panel title={t("publish.changes")}>
        <p className={styles.said}>{t("publish.changes.first")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("publish.changes")}>
      <p className={styles.said}>{t("publish.changes.against", { version: newest.version })}</p>
      <DiffWords of={definition.key} from={String(newest.version)} to="draft" />
    </Panel>
  );
}
