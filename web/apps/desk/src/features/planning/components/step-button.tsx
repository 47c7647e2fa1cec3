import { problemFrom } from "@gongdan/api/problem";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type Move, type Plan, previewQuery } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { EffectList } from "./effect-list";
import styles from "./day-plan.module.css";

interface Props {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly label: string;
  readonly move: Move;
  readonly onMove: () => void;
}

/** A move by one place, with what it would mean beside it. */
export function StepButton({ plan, rows, label, move, onMove }: Props) {
  const found = useQuery(previewQuery(plan, move));
  return (
    <div className={styles.option}>
      <div>
        {found.data && <EffectList effects={found.data} rows={rows} />}
        {found.error && <span className={styles.quiet}>{problemFrom(found.error, 0).body.detail}</span>}
      </div>
      <Button disabled={!found.data} onClick={onMove}>
        {label}
      </Button>
    </div>
  );
}
