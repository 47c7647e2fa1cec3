import { useSpeech } from "@gongdan/i18n/react";
import type { Order, Route, Stop } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { hour, type Span } from "../model/times";
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
  readonly onPerson: (user: string) => void;
}

/** One person's day; the name opens it. */
export function GanttRow({ route, y, width, span, rows, drag, onOpen, onPerson }: Props) {
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
      <Name route={route} y={y} words={words} onPerson={onPerson} />
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

interface NameProps extends Pick<Props, "route" | "y" | "onPerson"> {
  readonly words: string;
}

/** Whose row it is: a button that opens what they have to load, and where an absence is said. */
function Name({ route, y, words, onPerson }: NameProps) {
  const { t } = useSpeech();
  const open = () => onPerson(route.user);
  return (
    <g
      className={styles.who}
      role="button"
      tabIndex={0}
      aria-label={t("dayplan.lane.open", { name: route.name, words })}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open();
      }}
    >
      <rect className={styles.whoBox} x="2" y={y + 3} width={layout.label - 8} height={layout.row - 6} rx="6" />
      <svg x="12" y={y} width={layout.label - 20} height={layout.row}>
        <text className={styles.name} y="22">
          {route.name}
        </text>
        <text className={styles.words} data-bad={route.overtime > 0 || route.lost} y="40">
          {words}
        </text>
      </svg>
    </g>
  );
}

interface WindowProps {
  readonly order: Order;
  readonly x: (time: number) => number;
  readonly y: number;
  readonly missed: boolean;
}

/** When the work was agreed to begin, as a line below its bar. */
function Window({ order: { opens, closes }, x, y, missed }: WindowProps) {
  if (opens === null || closes === null || closes <= 0 || opens >= 24 * hour) return null;
  const from = Math.max(layout.label, x(opens));
  return <rect className={styles.window} data-missed={missed} x={from} y={y} width={Math.max(2, x(closes) - from)} height="4" rx="2" aria-hidden="true" />;
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
  if (order) {
    return (
      <>
        <Window order={order} x={x} y={y + layout.bar + 2} missed={stop.missed > 0} />
        <GanttBar order={order} stop={stop} name={name} box={box} drag={drag} onOpen={onOpen} />
      </>
    );
  }
  return (
    <rect className={styles.rest} {...box} rx="6">
      <title>{t("dayplan.rest")}</title>
    </rect>
  );
}
