import { changeNode } from "@gongdan/flow-model/edits/change";
import { stepsOf } from "@gongdan/flow-model/steps";
import type { Node } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { StageMark } from "@gongdan/ui/stage-mark";
import { Checkbox } from "antd";
import { Link } from "react-router";
import type { PartProps } from "../../model/part";
import { whoWords } from "../../model/who-words";
import { useNames } from "../tree/use-names";
import styles from "./rights.module.css";

/** What whoever has a step may do with it besides doing it (`engines/flow/definition.py`, ACTS). */
const acts = ["claim", "assign", "transfer", "reject", "return"] as const;

/** Who acts at which step, and what else may be done there. */
export function StepRights({ bundle, edit, readOnly }: PartProps) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const names = useNames(bundle);
  const allow = (key: string, node: Node, act: string, on: boolean) => {
    const now = acts.filter((each) => (each === act ? on : (node.allows ?? acts).includes(each)));
    const allows = now.length === acts.length ? undefined : now;
    edit(t("rights.edit.acts"), (before) => changeNode(before, key, { allows }));
  };
  return (
    <section className={styles.group} aria-label={t("rights.steps")}>
      <h3>{t("rights.steps")}</h3>
      <p className={styles.quiet}>{t("rights.steps.detail")}</p>
      <ul className={styles.steps}>
        {stepsOf(bundle.flow).map(([key, node]) => {
          const title = wordsOf(node.title, locale) || key;
          return (
            <li key={key} className={styles.step}>
              <div className={styles.stepHead}>
                {node.stage && <StageMark stage={node.stage} />}
                <strong>{title}</strong>
                <span className={styles.quiet}>{node.opens ? t("tree.who.reporter") : whoWords(node.assignee, speech, names)}</span>
                {!node.opens && (
                  <Link to={`?at=flow/nodes/${key}`} aria-label={t("rights.steps.change.of", { step: title })}>
                    {t("rights.steps.change")}
                  </Link>
                )}
              </div>
              {!node.opens && (
                <div className={styles.checks} role="group" aria-label={t("rights.acts.of", { step: title })}>
                  {acts.map((act) => (
                    <Checkbox key={act} checked={(node.allows ?? acts).includes(act)} disabled={readOnly} onChange={({ target }) => allow(key, node, act, target.checked)}>
                      {t(`rights.act.${act}`)}
                    </Checkbox>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
