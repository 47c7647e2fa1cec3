import type { Interval } from "../../api/learning";
import styles from "./span-bar.module.css";

const WIDE = 400;
const FAR = 0.2;

/** An interval about zero as a bar: left of the line would be worse, right of it better. */
export function SpanBar({ of, label }: { readonly of: Interval; readonly label: string }) {
  const reach = Math.max(FAR, Math.abs(of.low), Math.abs(of.high));
  const at = (gain: number) => (WIDE / 2) * (1 + gain / reach);
  return (
    <svg className={styles.bar} viewBox={`0 0 ${WIDE} 28`} role="img" aria-label={label} data-sure={of.low > 0}>
      <line className={styles.ground} x1="0" x2={WIDE} y1="14" y2="14" />
      <rect className={styles.span} x={at(of.low)} y="8" width={Math.max(at(of.high) - at(of.low), 2)} height="12" rx="6" />
      <circle className={styles.middle} cx={at(of.value)} cy="14" r="5" />
      <line className={styles.zero} x1={WIDE / 2} x2={WIDE / 2} y1="0" y2="28" />
    </svg>
  );
}
