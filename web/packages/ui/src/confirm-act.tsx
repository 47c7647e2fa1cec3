import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input, Modal } from "antd";
import { type ReactNode, useId, useState } from "react";
import styles from "./confirm-act.module.css";
import { ProblemNote } from "./problem-note";
import { besidePage } from "./side-sheet";

interface Props {
  readonly title: string;
  /** The word on the button: the act itself, never "OK". */
  readonly act: string;
  /** Whether it can't be taken back; it is said so. */
  readonly final?: boolean;
  readonly danger?: boolean;
  /** Whether a reason must be given; it goes to `onConfirm`. */
  readonly withReason?: boolean;
  readonly pending?: boolean;
  readonly error?: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks once more before an act: what will happen, whether it can be undone, if wished for a reason. Shown while mounted. */
export function ConfirmAct(props: Props) {
  const { title, act, final = false, danger = false, withReason = false, pending = false, error, children } = props;
  const { t } = useSpeech();
  const id = useId();
  const [reason, setReason] = useState("");
  const missing = withReason && reason.trim() === "";
  return (
    <Modal
      open
      getContainer={besidePage}
      title={title}
      onCancel={props.onClose}
      footer={[
        <Button key="no" onClick={props.onClose}>
          {t("parts.cancel")}
        </Button>,
        <Button
          key="yes"
          type="primary"
          danger={danger}
          loading={pending}
          disabled={missing}
          onClick={() => props.onConfirm(reason.trim())}
        >
          {act}
        </Button>,
      ]}
    >
      <div className={styles.body}>
        {children}
        {final && <p className={styles.final}>{t("parts.final")}</p>}
        {withReason && (
          <div>
            <label htmlFor={id} className={styles.label}>
              {t("parts.reason")}
            </label>
            <Input.TextArea id={id} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </div>
        )}
        {error !== undefined && error !== null && <ProblemNote error={error} />}
      </div>
    </Modal>
  );
}
