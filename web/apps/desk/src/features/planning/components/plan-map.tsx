import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Plan } from "../api/day-plans";
import { projected, wayOf } from "../model/map";
import styles from "./plan-map.module.css";

const size = 320;
const margin = 22;
const hues = 8;

/** Everybody's way as a line between orders: a drawing, no street map. */
export function PlanMap({ plan }: { readonly plan: Plan }) {
  const { t } = useSpeech();
  const dots = projected(plan.orders, size, margin);
  const byOrder = new Map(dots.map((dot) => [dot.order.id, dot]));
  const ways = plan.routes.map((route, at) => ({ route, hue: at % hues, way: wayOf(route, byOrder) })).filter(({ way }) => way.length > 0);
  const left = plan.left.flatMap(({ order }) => byOrder.get(order) ?? []);
  return (
    <Panel title={t("dayplan.map")}>
      {dots.length === 0 ? (
        <p className={styles.quiet}>{t("dayplan.map.none")}</p>
      ) : (
        <>
          <svg className={styles.map} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t("dayplan.map")}>
            {ways.map(({ route, hue, way }) => (
              <g key={route.user} data-hue={hue}>
                <polyline className={styles.way} points={way.map(({ x, y }) => `${x},${y}`).join(" ")} />
                {way.map(({ order, x, y }, at) => (
                  <g key={order.id}>
                    <circle className={styles.stop} cx={x} cy={y} r="9" />
                    <text className={styles.number} x={x} y={y + 3.5}>
                      {at + 1}
                    </text>
                  </g>
                ))}
              </g>
            ))}
            {left.map(({ order, x, y }) => (
              <circle key={order.id} className={styles.left} cx={x} cy={y} r="6" />
            ))}
          </svg>
          <ul className={styles.legend}>
            {ways.map(({ route, hue, way }) => (
              <li key={route.user}>
                <svg width="12" height="12" data-hue={hue} aria-hidden="true">
                  <circle className={styles.stop} cx="6" cy="6" r="5" />
                </svg>
                {t("dayplan.map.route", { name: route.name, n: way.length })}
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{t("dayplan.map.help")}</p>
        </>
      )}
    </Panel>
  );
}
