import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import styles from "./ties-panel.module.css";

interface Props {
  readonly act: string;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly onClose: () => void;
}

/** The two buttons below a small form: the act by its name, and the way out. */
export function FormFoot({ act, ready, pending, onClose }: Props) {
  const { t } = useSpeech();
  return (
    <div className={styles.send}>
      <Button type="primary" size="small" htmlType="submit" loading={pending} disabled={!ready}>{act}</Button>
      <Button size="small" onClick={onClose}>{t("ask.put")}</Button>
    </div>
  );
}
