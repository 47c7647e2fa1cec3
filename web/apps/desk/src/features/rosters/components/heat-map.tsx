import { useSpeech } from "@gongdan/i18n/react";
import { busyHours, type Hour, type Level } from "../model/heat";
import styles from "./heat-map.module.css";

interface Props {
  readonly label: string;
  readonly days: readonly { readonly name: string; readonly isWeekend: boolean }[];
  readonly rows: readonly (readonly Hour[])[];
  /** Whether only what is needed is known yet. */
  readonly needOnly?: boolean;
}

const shown = ["met", "short", "half", "over"] as const satisfies readonly Level[];

/** Hours by days as a table: each cell says its numbers, the colour only repeats them. */
export function HeatMap({ label, days, rows, needOnly = false }: Props) {
  const { t } = useSpeech();
  const [from, to] = busyHours(rows);
  const hours = Array.from({ length: to - from }, (_, at) => from + at);
  return (
    <>
      <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
        <table className={styles.map}>
          <caption className={styles.caption}>{t(needOnly ? "roster.heat.need" : "roster.heat.read")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("roster.heat.hour")}</th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map(({ name, isWeekend }, day) => (
              <tr key={name} data-weekend={isWeekend}>
                <th scope="row">{name}</th>
                {hours.map((hour) => (
                  <HeatCell key={hour} hour={rows[day]?.[hour]} needOnly={needOnly} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!needOnly && (
        <ul className={styles.legend} aria-label={t("roster.heat.legend")}>
          {shown.map((level) => (
            <li key={level}>
              <span data-level={level} aria-hidden="true" />
              {t(`roster.heat.${level}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function HeatCell({ hour, needOnly }: { readonly hour: Hour | undefined; readonly needOnly: boolean }) {
  if (!hour || hour.level === "idle") return <td data-level="idle">–</td>;
  if (needOnly) return <td data-need={Math.min(hour.need, 4)}>{hour.need}</td>;
  return <td data-level={hour.level}>{`${hour.cover}/${hour.need}`}</td>;
}
