import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { useBundle } from "../../api/get-definition";
import { nodeTitle, outcomeTitle } from "../../model/definition";
import { ruleWords, timerWords } from "../../model/signing-words";
import type { PanelProps } from "../order/order-panel";
import styles from "./signing-panel.module.css";

type Signing = OrderDetail["signing"][number];

/** Who signs a step that several sign, how each has signed, and the times for which the order waits. */
export function SigningPanel({ order }: PanelProps) {
  const speech = useSpeech();
  const bundle = useBundle(order.definition);
  const { signing, timers } = order;
  if (signing.length === 0 && timers.length === 0) return null;
  const now = new Date();
  return (
    <Panel title={speech.t(signing.length > 0 ? "signing.title" : "signing.timers")}>
      {signing.map((each) => (
        <Signers key={each.node} signing={each} order={order} />
      ))}
      {timers.length > 0 && (
        <ul className={styles.timers}>
          {timers.map((timer) => (
            <li key={`${timer.node} ${timer.event} ${timer.at}`}>
              {timerWords(timer, { step: nodeTitle(bundle, timer.node, speech.locale), event: nodeTitle(bundle, timer.event, speech.locale) }, now, speech)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Signers({ signing, order }: { readonly signing: Signing; readonly order: OrderDetail }) {
  const speech = useSpeech();
  const { t, word, locale } = speech;
  const bundle = useBundle(order.definition);
  return (
    <section className={styles.step} aria-label={nodeTitle(bundle, signing.node, locale) || t("signing.title")}>
      <p className={styles.rule}>{ruleWords(signing, nodeTitle(bundle, signing.node, locale), speech)}</p>
      <ol className={styles.signers}>
        {signing.signers.map(({ who, role, state, outcome }) => (
          <li key={`${who?.id ?? role} ${state}`} className={styles[state]}>
            <span className={styles.name}>{who ? who.name || t("actor.unnamed") : word("role", role, "role.unknown")}</span>
            <span className={styles.state}>
              {state === "signed" ? outcomeTitle(bundle, signing.node, outcome, locale) || t("signing.signed") : word("signing", state, "signing.awaited")}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
