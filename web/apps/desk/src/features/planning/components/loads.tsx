import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Plan } from "../api/day-plans";
import { Carried } from "./carried";
import styles from "./day-plan.module.css";

/** What everybody has to load in the morning, by person; nothing where nobody needs anything. */
export function Loads({ plan }: { readonly plan: Plan }) {
  const { t } = useSpeech();
  const loaded = plan.routes.filter(({ parts, tools }) => parts.length > 0 || tools.length > 0);
  if (loaded.length === 0) return null;
  return (
    <Panel title={t("dayplan.load")}>
      <dl className={styles.loads}>
        {loaded.map(({ user, name, parts, tools }) => (
          <div key={user}>
            <dt>{name}</dt>
            <dd>
              <Carried parts={parts} tools={tools} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{t("dayplan.load.hint")}</p>
    </Panel>
  );
}
