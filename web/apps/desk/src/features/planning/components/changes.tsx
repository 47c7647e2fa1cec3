import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Difference, Plan } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { clockOf } from "../model/times";
import styles from "./day-plan.module.css";

const kinds = ["other", "later", "earlier", "new", "left"] as const;

/** What a draft does otherwise than the plan that held before, and why. */
export function Changes({ plan, rows }: { readonly plan: Plan; readonly rows: Rows }) {
  const { t } = useSpeech();
  if (plan.state !== "draft" || plan.differences.length === 0) return null;
  return (
    <Panel title={t("dayplan.changes")}>
      <ul className={styles.changes}>
        {plan.differences.map((each) => (
          <Changed key={each.order} change={each} rows={rows} />
        ))}
      </ul>
    </Panel>
  );
}

function Changed({ change, rows }: { readonly change: Difference; readonly rows: Rows }) {
  const speech = useSpeech();
  const { t } = speech;
  const name = (user: string | null) => (user ? (rows.names.get(user) ?? "") : t("dayplan.nobody"));
  const time = (at: number | null) => (at === null ? "" : clockOf(at, speech));
  const kind = kinds.find((each) => each === change.kind) ?? "other";
  const said = { number: change.number, was: name(change.was), now: name(change.now), time: time(change.begins), was_time: time(change.begun) };
  return (
    <li data-bad={kind === "left"}>
      {t(`dayplan.change.${kind}`, said)}
      {change.away && kind !== "new" && <span className={styles.quiet}> · {t("dayplan.change.away", { was: said.was })}</span>}
    </li>
  );
}
