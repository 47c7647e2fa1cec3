import { useSpeech } from "@gongdan/i18n/react";
import type { Route, Stop } from "../api/day-plans";
import type { Rows } from "../model/rows";
import type { Span } from "../model/times";
import { GanttBar } from "./gantt-bar";
import { layout, xOf } from "./layout";
import type { Drag } from "./use-drag";
import { useRowWords } from "./use-row-words";
import styles from "./gantt.module.css";

interface Props {
  readonly route: Route;
  readonly y: number;
  readonly width: number;
  readonly span: Span;
  readonly rows: Rows;
  readonly drag: Drag;
  readonly onOpen: (order: string) => void;
}

/** One person's day. */
export function GanttRow({ route, y, width, span, rows, drag, onOpen }: Props) {
  const { t } = useSpeech();
  const words = useRowWords(route);
  const x = (time: number) => xOf(time, width, span);
  const middle = y + layout.row / 2;
  const target = drag.order !== "" && drag.move?.to === route.user;
  const home = { arrives: route.returns, travel: route.home };
  return (
    <g role="group" aria-label={`${route.name} ${words}`}>
      <rect className={styles.row} data-target={target} data-away={route.away !== ""} x="0" y={y} width={width} height={layout.row} />
      {route.away === "" && <rect className={styles.shift} x={x(route.starts)} y={y + 1} width={Math.max(0, x(route.stops) - x(route.starts))} height={layout.row - 2} />}
      <line className={styles.line} x1="0" x2={width} y1={y + layout.row} y2={y + layout.row} />
      <svg x="12" y={y} width={layout.label - 20} height={layout.row} aria-hidden="true">
        <text className={styles.name} y="22">
          {route.name}
        </text>
        <text className={styles.words} data-bad={route.overtime > 0 || route.lost} y="40">
          {words}
        </text>
      </svg>
      {[...route.visits, home].map((each) => {
        const [begins, ends] = [x(each.arrives - each.travel), x(each.arrives)];
        return each.travel > 0 && ends > begins ? (
          <rect key={`way ${each.arrives}`} className={styles.way} x={begins} y={middle - 5} width={ends - begins} height="10">
            <title>{t("dayplan.travel", { n: Math.round(each.travel / 60) })}</title>
          </rect>
        ) : null;
      })}
      {route.visits.map((stop) => (
        <Placed key={stop.order ?? `rest ${stop.begins}`} stop={stop} x={x} y={y + (layout.row - layout.bar) / 2} name={route.name} rows={rows} drag={drag} onOpen={onOpen} />
      ))}
    </g>
  );
}

interface PlacedProps extends Pick<Props, "rows" | "drag" | "onOpen"> {
  readonly stop: Stop;
  readonly x: (time: number) => number;
  readonly y: number;
  readonly name: string;
}

function Placed({ stop, x, y, name, rows, drag, onOpen }: PlacedProps) {
  const { t } = useSpeech();
  const box = { x: x(stop.begins), y, width: Math.max(2, x(stop.ends) - x(stop.begins)), height: layout.bar };
  const order = stop.order ? rows.orders.get(stop.order) : undefined;
  if (order) return <GanttBar order={order} stop={stop} name={name} box={box} drag={drag} onOpen={onOpen} />;
  return (
    <rect className={styles.rest} {...box} rx="6">
      <title>{t("dayplan.rest")}</title>
    </rect>
  );
}
