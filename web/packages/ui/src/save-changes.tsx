import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { DiffView } from "./diff-view";
import type { Difference } from "./difference";
import styles from "./save-changes.module.css";

interface Props {
  readonly differences: readonly Difference[];
  readonly saving: boolean;
  /** Puts everything back as it stands on the server. */
  readonly onCancel: () => void;
}

/** The foot of a form that changes something: what differs, and the buttons; nothing while nothing differs. */
export function SaveChanges({ differences, saving, onCancel }: Props) {
  const { t } = useSpeech();
  if (differences.length === 0) return null;
  return (
    <>
      <DiffView differences={differences} />
      <p className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={saving}>
          {t("parts.save")}
        </Button>
        <Button onClick={onCancel}>{t("parts.cancel")}</Button>
      </p>
    </>
  );
}
