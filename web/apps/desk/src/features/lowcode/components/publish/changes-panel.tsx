import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Checked, Definition } from "../../api/definitions";
import styles from "./publish.module.css";

interface Props {
  readonly definition: Definition;
  readonly changes: Checked["changes"];
}

/** What the draft changes against the version in use. */
export function ChangesPanel({ definition, changes }: Props) {
  const { t } = useSpeech();
  const [newest] = definition.versions;
  return (
    <Panel title={t("publish.changes")} count={changes.length}>
      <p className={styles.said}>{newest ? t("publish.changes.against", { version: newest.version }) : t("publish.changes.first")}</p>
      <ul className={styles.lines}>
        {changes.map((each) => (
          <li key={each.kind + each.place} data-kind={each.kind}>
            {t(`change.${each.kind}`)} <code>{each.place}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
