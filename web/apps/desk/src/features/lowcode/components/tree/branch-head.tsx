import { ruleOf } from "@gongdan/flow-model/conditions/read-rule";
import { lineOfWay } from "@gongdan/flow-model/outline";
import type { Place, Way } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { ruleWords } from "../../model/rule-words";
import styles from "./tree.module.css";
import { TreeLine } from "./tree-line";
import { useTree } from "./tree-context";

interface Props {
  readonly place: Place;
  readonly way: Way;
  /** Its turn among the branches, from 1. */
  readonly turn: number;
}

/** The head of a branch: its turn, its name, and in a sentence when it is taken. */
export function BranchHead({ place, way, turn }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const { fields, findingsAt } = useTree();
  const { edge } = way;
  const said = sentence();
  const title = wordsOf(edge.title, locale) || outcomeTitle() || t(edge.default ? "tree.branch.otherwise" : "tree.branch");
  const missing = said === undefined;
  const found = findingsAt(`flow/edges/${edge.key}`).length;
  const words = said ?? t("tree.branch.unsaid");

  function outcomeTitle(): string {
    return wordsOf(place.node.outcomes?.[edge.outcome ?? ""]?.title, locale);
  }
  function sentence(): string | undefined {
    if (place.join) return t("tree.branch.always");
    if (edge.condition) {
      const rule = ruleOf(edge.condition, fields);
      return rule ? ruleWords(rule, fields, speech) : edge.condition;
    }
    if (edge.outcome) return t("tree.branch.outcome", { outcome: outcomeTitle() || edge.outcome });
    return edge.default ? t("tree.branch.default") : undefined;
  }

  return (
    <TreeLine
      id={lineOfWay(edge.key)}
      className={styles.branchHead}
      kind={t("tree.label.branch")}
      face={place.join ? "parallel" : edge.default ? "default" : "condition"}
      found={found}
    >
      <span className={styles.head}>
        <strong className={styles.title}>{title}</strong>
        {!place.join && <span className={styles.turn}>{t("tree.branch.turn", { turn })}</span>}
      </span>
      <span className={styles.sentence} data-missing={missing}>
        {words}
      </span>
    </TreeLine>
  );
}
