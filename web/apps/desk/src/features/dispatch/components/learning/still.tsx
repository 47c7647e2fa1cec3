import { useSpeech } from "@gongdan/i18n/react";
import { Progress } from "antd";
import { Link } from "react-router";
import card from "./card.module.css";

interface Props {
  readonly ended: number;
  readonly needed: number;
  /** Whether something has been learned before. */
  readonly begun: boolean;
}

/** How far it is until there is enough to learn from. */
export function Still({ ended, needed, begun }: Props) {
  const { t } = useSpeech();
  const counts = { n: ended, needed };
  return (
    <section className={card.card} aria-label={t("learning.need.title", counts)}>
      <strong>{t("learning.need.title", counts)}</strong>
      <Progress percent={Math.round((100 * ended) / needed)} showInfo={false} aria-label={t("learning.need.count", counts)} />
      <p className={card.quiet}>
        {begun ? t("learning.need.more", counts) : t("learning.need.first", { left: Math.max(needed - ended, 0) })}{" "}
        <Link to="/dispatch-policies">{t("learning.need.policies")}</Link>
      </p>
    </section>
  );
}
