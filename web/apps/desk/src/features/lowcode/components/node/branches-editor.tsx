import { addBranch, moveBranch } from "@gongdan/flow-model/edits/branches";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { ruleOf } from "@gongdan/flow-model/conditions/read-rule";
import { forwards, spotOf } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { ruleWords } from "../../model/rule-words";
import type { NodePartProps } from "./panel-props";
import styles from "./node.module.css";

/** The branches of a gateway in the order in which they are tried. */
export function BranchesEditor({ nodeKey, tree, edit, readOnly, fields }: NodePartProps) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const place = tree && spotOf(tree, nodeKey)?.place;
  if (!place) return null;
  const words = (condition: string) => {
    const rule = ruleOf(condition, fields);
    return rule ? ruleWords(rule, fields, speech) : condition;
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t(place.join ? "tree.branches.all" : "tree.branches")}</legend>
      <ol className={styles.branches}>
        {forwards(place).map(({ edge }, index) => {
          const title = wordsOf(edge.title, locale) || t("tree.branch");
          return (
            <li key={edge.key}>
              <span className={styles.grow}>
                <strong>{title}</strong>
                <small className={styles.small}>{edge.default ? t("tree.branch.default") : edge.condition ? words(edge.condition) : place.join ? "" : t("tree.branch.unsaid")}</small>
              </span>
              {!readOnly && !edge.default && index > 0 && (
                <Button size="small" type="text" aria-label={t("tree.branch.earlier", { title })}
                  onClick={() => edit(t("tree.did.earlier", { what: title }), (bundle) => onTree(bundle, (each) => moveBranch(each, edge.key, -1)))}>
                  ↑
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {!readOnly && (
        <Button size="small" type="dashed" onClick={() => edit(t("tree.did.branch"), (bundle) => onTree(bundle, (each) => addBranch(each, nodeKey).tree))}>
          {t("tree.branch.add")}
        </Button>
      )}
    </fieldset>
  );
}
