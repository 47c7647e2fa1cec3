import { useSpeech } from "@gongdan/i18n/react";
import { useNow } from "@gongdan/ui/use-now";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { type Board, optionsQuery, type Plan, previewQuery } from "../api/day-plans";
import { type Rows, staysWith } from "../model/rows";
import { clockOf, hour, hoursOn, spanOf } from "../model/times";
import { GanttRow } from "./gantt-row";
import { layout, xOf } from "./layout";
import type { Drag } from "./use-drag";
import { useWidth } from "./use-width";
import styles from "./gantt.module.css";

/** Ghosts of so many best places are shown while something is dragged. */
const ghosts = 3;
/** So many px an hour's word takes on the axis. */
const leastHour = 44;
const day = 24 * hour;
/** Below this width the chart scrolls. */
const least = 720;

interface Props {
  readonly board: Board;
  readonly plan: Plan;
  readonly rows: Rows;
  readonly drag: Drag;
  readonly chart: RefObject<SVGSVGElement | null>;
  readonly onOpen: (order: string) => void;
  readonly onPerson: (user: string) => void;
}

/** Everybody's day as a row of bars: jobs, ways (hatched), breaks, the shift, and the present moment. */
export function Gantt({ board, plan, rows, drag, chart, onOpen, onPerson }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(useWidth(frame), least);
  const span = spanOf(plan);
  const height = layout.axis + plan.routes.length * layout.row;
  const hours = hoursOn(span, width - layout.label - layout.end, leastHour);
  const now = useNow().getTime() / 1000 - board.midnight;
  return (
    <section aria-label={t("dayplan.chart")}>
      <div className={styles.frame} ref={frame} tabIndex={0} role="group" aria-label={t("dayplan.chart")}>
        <svg ref={chart} className={styles.chart} width={width} height={height} data-dragging={drag.order !== ""}>
          <defs>
            <pattern id="dayplan-travel" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line className={styles.hatch} x1="0" y1="0" x2="0" y2="6" />
            </pattern>
          </defs>
          {hours.map((at) => (
            <g key={at} aria-hidden="true">
              <line className={styles.line} x1={xOf(at, width, span)} x2={xOf(at, width, span)} y1={layout.axis - 6} y2={height} />
              <text className={styles.hour} x={xOf(at, width, span)} y={layout.axis - 10}>
                {clockOf(((at % day) + day) % day, speech)}
              </text>
            </g>
          ))}
          {plan.routes.map((route, at) => (
            <GanttRow key={route.user} route={route} y={layout.axis + at * layout.row} width={width} span={span} rows={rows} drag={drag} onOpen={onOpen} onPerson={onPerson} />
          ))}
          <Ghosts plan={plan} rows={rows} drag={drag} width={width} />
          {now > span.from && now < span.to && (
            <g>
              <line className={styles.now} x1={xOf(now, width, span)} x2={xOf(now, width, span)} y1={layout.axis - 4} y2={height} />
              <title>{t("dayplan.now", { time: clockOf(now, speech) })}</title>
            </g>
          )}
        </svg>
      </div>
      {plan.state === "draft" && <p className={styles.quiet}>{t("dayplan.chart.help")}</p>}
    </section>
  );
}

interface GhostProps {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly drag: Drag;
  readonly width: number;
}

/** While a bar is dragged: where it would stand here, and where it would stand best. */
function Ghosts({ plan, rows, drag, width }: GhostProps) {
  const { t } = useSpeech();
  const move = drag.move && !staysWith(rows, drag.move) ? drag.move : undefined;
  const here = useQuery(previewQuery(plan, move));
  const best = useQuery(optionsQuery(plan, drag.order));
  const order = rows.orders.get(drag.order);
  if (!order) return null;
  const span = spanOf(plan);
  const box = (user: string, begins: number) => {
    const row = plan.routes.findIndex((route) => route.user === user);
    const x = xOf(begins, width, span);
    return { x, y: layout.axis + row * layout.row + (layout.row - layout.bar) / 2, width: xOf(begins + order.minutes * 60, width, span) - x, height: layout.bar, rx: 6 };
  };
  const offered = (best.data ?? []).filter(({ effects }) => effects?.begins != null).slice(0, ghosts);
  return (
    <g className={styles.ghosts} aria-hidden="true">
      {offered.map(({ user, effects }) => {
        const placed = box(user, effects?.begins ?? 0);
        const minutes = Math.round((effects?.travel ?? 0) / 60);
        return (
          <g key={user}>
            <rect className={styles.ghost} {...placed} />
            <text className={styles.ghostWord} x={placed.x + 6} y={placed.y + layout.bar - 6}>
              {t("dayplan.effect.travel", { n: minutes > 0 ? `+${minutes}` : minutes })}
            </text>
          </g>
        );
      })}
      {move?.to && here.data?.begins != null && <rect className={styles.here} {...box(move.to, here.data.begins)} />}
    </g>
  );
}
