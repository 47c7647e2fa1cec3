import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { problemFrom } from "@gongdan/api/problem";
import { type Move, type Plan, previewQuery } from "../api/day-plans";
import { type Rows, staysWith } from "../model/rows";
import { EffectList } from "./effect-list";
import styles from "./day-plan.module.css";

interface Props {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly move: Move | undefined;
  readonly dragging: boolean;
}

/** What letting go here would mean, while something is dragged. */
export function DropHint({ plan, rows, move, dragging }: Props) {
  const { t } = useSpeech();
  const asked = move && !staysWith(rows, move) ? move : undefined;
  const found = useQuery(previewQuery(plan, asked));
  if (!dragging || !asked) return null;
  const name = asked.to ? (rows.names.get(asked.to) ?? "") : t("dayplan.tray");
  return (
    <div className={styles.hint} role="status" data-refused={found.error !== null}>
      <strong>{name}</strong>
      {found.error && <span>{problemFrom(found.error, 0).body.detail}</span>}
      {found.data && <EffectList effects={found.data} rows={rows} />}
      {found.isPending && <span>{t("dayplan.effect.wait")}</span>}
    </div>
  );
}
