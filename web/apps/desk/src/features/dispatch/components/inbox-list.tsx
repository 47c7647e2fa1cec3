import { useSpeech } from "@gongdan/i18n/react";
import { When } from "@gongdan/ui/when";
import { Tag } from "antd";
import { Link } from "react-router";
import type { InboxLine } from "../api/dispatch";
import styles from "./inbox-list.module.css";

const holds = ["unsure", "nobody_fits", "away"] as const;

/** The orders that wait, those without hands first; each opens its suggestions. */
export function InboxList({ lines, chosen }: { readonly lines: readonly InboxLine[]; readonly chosen: string }) {
  const { t } = useSpeech();
  return (
    <nav aria-label={t("dispatch.inbox")}>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line.order}>
            <Link className={styles.line} to={`/dispatch/${line.order}`} aria-current={line.order === chosen ? "true" : undefined}>
              <span className={styles.title}>{line.title}</span>
              <span className={styles.quiet}>
                {line.number} · {t("dispatch.priority", { n: line.priority })} · <When at={line.waiting_since} />
              </span>
              <span className={styles.tags}>
                <Tag>{line.category_name || t("dispatch.category.unknown")}</Tag>
                {line.held && <HeldTag why={line.held} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function HeldTag({ why }: { readonly why: string }) {
  const { t } = useSpeech();
  const known = holds.find((each) => each === why);
  return <Tag color="orange">{t(known ? `dispatch.held.${known}` : "dispatch.held.other")}</Tag>;
}
