import type { Bag } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { StageMark } from "@gongdan/ui/stage-mark";
import { lanesOf } from "../model/lanes";
import { useRoleChoices } from "./use-role-choices";
import styles from "./definitions.module.css";

/** The flow, drawn simply: five stages side by side, the nodes of each below it. */
export function FlowLanes({ body }: { readonly body: Bag }) {
  const { t, locale } = useSpeech();
  const { nameOf } = useRoleChoices();
  return (
    <ol className={styles.lanes}>
      {lanesOf(body, locale).map(({ stage, nodes }) => (
        <li key={stage} className={styles.lane}>
          <StageMark stage={stage} />
          <ul className={styles.nodes}>
            {nodes.map((node) => (
              <li key={node.key} className={styles.node}>
                <strong>{node.title}</strong>
                <span className={styles.quiet}>{t("types.node", { fields: node.fields, evidence: node.evidence })}</span>
                {node.accountable && (
                  <span className={styles.quiet}>{t("types.node.role", { role: nameOf(node.accountable) })}</span>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
