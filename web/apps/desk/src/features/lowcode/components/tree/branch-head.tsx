import { lineOfWay } from "@gongdan/flow-model/outline";
import type { Place, Way } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { type ConditionSaid, conditionWords } from "../../model/condition-words";
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
  const { words, feel } = said ?? { words: t("tree.branch.unsaid"), feel: "" };

  function outcomeTitle(): string {
    return wordsOf(place.node.outcomes?.[edge.outcome ?? ""]?.title, locale);
  }
  function sentence(): ConditionSaid | undefined {
    const plain = (all: string): ConditionSaid => ({ words: all, feel: "" });
    if (place.join) return plain(t("tree.branch.always"));
    if (edge.condition) return conditionWords(edge.condition, fields, speech);
    if (edge.outcome) return plain(t("tree.branch.outcome", { outcome: outcomeTitle() || edge.outcome }));
    return edge.default ? plain(t("tree.branch.default")) : undefined;
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
      {feel && <code className={styles.feel}>{feel}</code>}
    </TreeLine>
  );
}
