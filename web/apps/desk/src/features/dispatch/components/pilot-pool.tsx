import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { Link } from "react-router";
import type { Pilots } from "../api/pilots";
import styles from "./pilot-pool.module.css";

const reasons = ["cancelled", "too_short", "personal_only", "duplicate", "nobody_said"] as const;

/** Which orders teach, and which ones were left out, each with why and the newest of them. */
export function PilotPool({ pilots }: { readonly pilots: Pilots }) {
  const { t } = useSpeech();
  const left = pilots.left_out.flatMap((each) => {
    const why = reasons.find((reason) => reason === each.why);
    return why ? [{ ...each, why }] : [];
  });
  return (
    <Panel title={t("pilot.pool")}>
      <p className={styles.line}>{t("pilot.pool.teach", { teach: pilots.teach, wait: pilots.wait })}</p>
      <h3 className={styles.title}>{t("pilot.pool.out")}</h3>
      {left.length === 0 && <p className={styles.quiet}>{t("pilot.pool.none")}</p>}
      <dl className={styles.list}>
        {left.map(({ why, count, examples }) => (
          <div key={why} className={styles.reason}>
            <dt>
              {t(`pilot.out.${why}`)} <strong>{count}</strong>
            </dt>
            <dd className={styles.examples}>
              {examples.map(({ id, number, title }) => (
                <Link key={id} to={`/orders/${id}`} title={title}>
                  {number}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
