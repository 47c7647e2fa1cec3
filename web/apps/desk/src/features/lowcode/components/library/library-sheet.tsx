import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { Panel } from "@gongdan/ui/panel";
import { EntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { useState } from "react";
import { Link } from "react-router";
import type { Field } from "@gongdan/flow-model/bundle";
import { type LibraryEntry, libraryDoor, type LibraryPage } from "../../api/library";
import { fieldDifferences, sortWords } from "../../model/library-words";
import { LibraryFields } from "./library-fields";
import styles from "./library.module.css";

interface Props {
  readonly page: LibraryPage;
  readonly entry: LibraryEntry;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** One field of the library: what it is, who uses it, how it became so; changed as its next version, with a way back. */
export function LibrarySheet({ page, entry, mayChange, onClose }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const [field, setField] = useState(entry.field);
  const { save, archive, pending, error } = useRegister(libraryDoor(locale), onClose);
  const change = {
    pending,
    error,
    pointers: [],
    differences: fieldDifferences(entry.field, field, speech),
    active: entry.active,
    onArchive: () => archive.mutate(entry),
    onSave: () => save.mutate({ of: entry, change: { field }, back: { field: entry.field } }),
  };
  return (
    <EntrySheet title={entry.name} onClose={onClose} change={mayChange ? change : undefined}>
      <p className={styles.quiet}>
        {sortWords(entry.field, locale)} · <code>{entry.id}</code> · {t("library.version", { version: entry.version })}
        {!entry.active && <> · {t("library.off")}</>}
      </p>
      <LibraryFields name={entry.id} field={field} readOnly={!mayChange || !entry.active} onChange={(part) => setField((old) => ({ ...old, ...part }))} />
      <Panel title={t("library.used")} count={page.used_by.length}>
        {page.used_by.length === 0 && <p className={styles.quiet}>{t("library.used.none")}</p>}
        <ul className={styles.uses}>
          {page.used_by.map((use) => (
            <li key={`${use.key} ${use.field}`}>
              <Link to={`/order-types/${use.key}`}>{use.key}</Link>{" "}
              <span className={styles.quiet}>{t("library.used.as", { field: use.field, version: use.library_version })}</span>
            </li>
          ))}
        </ul>
        <p className={styles.quiet}>{t("library.used.stays")}</p>
      </Panel>
      <Versions page={page} />
    </EntrySheet>
  );
}

/** What each version changed against the one before. */
function Versions({ page: { versions } }: { readonly page: LibraryPage }) {
  const speech = useSpeech();
  const { t, moment } = speech;
  return (
    <Panel title={t("library.versions")} count={versions.length}>
      <ol className={styles.versions}>
        {versions.map((each, index) => {
          const before = versions[index + 1];
          return (
            <li key={each.version}>
              <p>
                <strong>{t("library.version", { version: each.version })}</strong> <span className={styles.quiet}>{moment(new Date(each.at))}</span>
                {each.removed && <> · {t("library.off")}</>}
              </p>
              {before && !each.removed && !before.removed && (
                <DiffView differences={fieldDifferences(before.field as unknown as Field, each.field as unknown as Field, speech)} />
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
