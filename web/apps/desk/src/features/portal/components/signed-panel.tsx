import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Rate } from "antd";
import styles from "./links-panel.module.css";

interface Props {
  readonly order: OrderDetail;
}

/** What the customer said of the work: his rating, and under which text he put his name. */
export function SignedPanel({ order }: Props) {
  const { t } = useSpeech();
  const { signatures, rating, rating_note: note, unanswered_days: days } = order;
  if (signatures.length === 0 && rating === null && days === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="signed-title">
      <h2 id="signed-title" className={styles.title}>
        {t("links.signed.title")}
      </h2>
      {rating !== null && (
        <p className={styles.quiet}>
          <Rate disabled value={rating} aria-label={t("links.rated", { n: rating })} /> {t("links.rated", { n: rating })}
        </p>
      )}
      {note && <p>{note}</p>}
      {days > 0 && <p className={styles.quiet}>{t("links.unanswered", { n: days })}</p>}
      <ul className={styles.list}>
        {signatures.map((each) => (
          <li key={each.digest} className={styles.line}>
            <span>{t("links.signed.by", { who: each.signer || t("links.signed.hidden") })}</span>
            <span className={styles.quiet}>{t("links.signed.over", { version: each.version, digest: each.digest.slice(0, 16) })}</span>
            {each.outdated && <span className={styles.quiet}>{t("links.signed.outdated")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
