import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { ReactNode } from "react";
import { DiffView } from "./diff-view";
import type { Difference } from "./difference";
import { isSaidAt } from "./form-row";
import { ProblemNote } from "./problem-note";
import styles from "./register-sheet.module.css";
import { SideSheet } from "./side-sheet";

interface Shell {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

interface Saving {
  readonly pending: boolean;
  readonly error: unknown;
  /** The places at which the form itself says what is wrong. */
  readonly pointers: readonly string[];
  readonly onSave: () => void;
}

/** A sheet to register something new. */
export function NewEntrySheet({ title, onClose, children, pending, error, pointers, onSave }: Shell & Saving) {
  const { t } = useSpeech();
  const foot = (
    <div className={styles.foot}>
      <Button onClick={onClose}>{t("parts.cancel")}</Button>
      <Button type="primary" loading={pending} onClick={onSave}>
        {t("parts.save")}
      </Button>
    </div>
  );
  return (
    <SideSheet title={title} open onClose={onClose} foot={foot}>
      <div className={styles.body}>
        {children}
        <Fault error={error} pointers={pointers} />
      </div>
    </SideSheet>
  );
}

interface Change extends Saving {
  readonly differences: readonly Difference[];
  /** Whether what is changed here can't be taken back: said before it is sent. */
  readonly final?: boolean;
  readonly active: boolean;
  readonly onArchive: () => void;
}

interface EntryProps extends Shell {
  /** What may be changed; without, the sheet only shows. */
  readonly change?: Change | undefined;
  /** Further acts at its foot. */
  readonly acts?: ReactNode;
}

/** A sheet of one registered thing: changed with the difference in sight, archived and taken into use again. */
export function EntrySheet({ title, onClose, children, change, acts }: EntryProps) {
  const { t } = useSpeech();
  const foot = (change || acts) && (
    <div className={styles.foot}>
      {acts}
      {change && (
        <>
          <Button loading={change.pending} onClick={change.onArchive}>
            {t(change.active ? "parts.archive" : "parts.restore")}
          </Button>
          <Button type="primary" loading={change.pending} disabled={change.differences.length === 0} onClick={change.onSave}>
            {t("parts.save")}
          </Button>
        </>
      )}
    </div>
  );
  return (
    <SideSheet title={title} open onClose={onClose} foot={foot}>
      <div className={styles.body}>
        {children}
        {change && <DiffView differences={change.differences} />}
        {change?.final && <p className={styles.final}>{t("parts.sealed.final")}</p>}
        {change && <Fault error={change.error} pointers={change.pointers} />}
      </div>
    </SideSheet>
  );
}

function Fault({ error, pointers }: { readonly error: unknown; readonly pointers: readonly string[] }) {
  if (!error || isSaidAt(error, pointers)) return null;
  return <ProblemNote error={error} />;
}
