import type { Newcomers } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Button } from "antd";
import styles from "./passwords-sheet.module.css";

interface Props {
  readonly added: Newcomers;
  readonly tenant: string;
}

/** One-time passwords of new people, shown once: a slip for each, to be printed and cut apart. */
export function PasswordsSheet({ added, tenant }: Props) {
  const { t } = useSpeech();
  return (
    <div className={styles.sheet} data-print="only">
      <Note tone="warn" title={t("newcomers.done", { n: added.items.length })}>
        <p>{t("newcomers.once")}</p>
      </Note>
      <p className={styles.acts}>
        <Button type="primary" onClick={() => print()}>
          {t("newcomers.print")}
        </Button>
      </p>
      <ul className={styles.slips}>
        {added.items.map((one) => (
          <li key={one.id} className={styles.slip}>
            <strong>{one.name}</strong>
            <dl>
              <dt>{t("newcomers.address")}</dt>
              <dd>{new URL("/desk/", location.origin).href}</dd>
              <dt>{t("login.tenant")}</dt>
              <dd>{tenant}</dd>
              <dt>{t("login.login")}</dt>
              <dd>{one.login}</dd>
              <dt>{t("newcomers.password")}</dt>
              <dd>
                <code>{one.password}</code>
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}
