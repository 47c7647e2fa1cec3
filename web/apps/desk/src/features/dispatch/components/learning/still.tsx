import { useSpeech } from "@gongdan/i18n/react";
import { Progress } from "antd";
import { Link } from "react-router";
import card from "./card.module.css";

interface Props {
  readonly ended: number;
  readonly needed: number;
  /** Whether something has been learned before. */
  readonly begun: boolean;
  /** Whether the reader may set policies, by which more orders are given out. */
  readonly maySet: boolean;
}

/** How far it is until there is enough to learn from. */
export function Still({ ended, needed, begun, maySet }: Props) {
  const { t } = useSpeech();
  const counts = { n: ended, needed };
  const title = t(ended < needed ? "learning.need.title" : "learning.need.enough", counts);
  const rest = begun ? t("learning.need.more", counts) : t("learning.need.first", { left: needed - ended });
  return (
    <section className={card.card} aria-label={title}>
      <strong>{title}</strong>
      <Progress percent={Math.round((100 * ended) / needed)} showInfo={false} aria-label={t("learning.need.count", counts)} />
      <p className={card.quiet}>{ended < needed ? rest : t("learning.need.tonight")}</p>
      {maySet && <Link to="/dispatch-policies">{t("learning.need.policies")}</Link>}
    </section>
  );
}
