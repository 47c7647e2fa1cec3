import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import type { SignedCopy } from "../../api/sign";
import styles from "./sign.module.css";

/** What was signed, and a code by which whoever scans it checks the copy. */
export function CopySheet({ copy }: { readonly copy: SignedCopy }) {
  const { t, moment } = useSpeech();
  return (
    <article className={styles.form} aria-label={t("sign.copy.title")}>
      <div className={styles.text} role="region" tabIndex={0} aria-label={t("sign.text")} lang={copy.language}>
        {copy.text}
      </div>
      <div className={styles.proof}>
        <img className={styles.qr} alt={t("sign.copy.qr")} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(copy.qr)}`} />
        <div className={styles.beside}>
          <p>{t("sign.copy.words")}</p>
          <Facts
            facts={[
              { name: t("sign.copy.when"), value: moment(new Date(copy.signed_at)) },
              { name: t("evidence.fact.digest"), value: <span className={styles.digest}>{copy.digest}</span> },
            ]}
          />
          <a className={styles.digest} href={copy.url} target="_blank" rel="noreferrer">
            {t("sign.copy.check")}
          </a>
        </div>
      </div>
    </article>
  );
}
