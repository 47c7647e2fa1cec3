import { changeEdge } from "@gongdan/flow-model/edits/change";
import type { Place, Way } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import type { PartProps } from "../../model/part";
import { ConditionBuilder } from "../conditions/condition-builder";
import type { NodePartProps } from "./panel-props";
import { WordsRow } from "./words-row";
import styles from "./node.module.css";

interface Props extends Omit<PartProps, "at">, Pick<NodePartProps, "fields"> {
  readonly place: Place;
  readonly way: Way;
}

/** When a branch is taken, and what it is called. */
export function BranchPanel({ place, way, edit, findings, readOnly, fields }: Props) {
  const { t, locale } = useSpeech();
  const { edge } = way;
  const own = findings.filter((each) => each.place.startsWith(`flow/edges/${edge.key}`));
  const asks = !place.join && !edge.default && !edge.outcome;
  return (
    <div className={styles.parts}>
      <WordsRow label={t("tree.title")} words={edge.title ?? {}} readOnly={readOnly}
        onChange={(title) => edit(t("tree.edit.title"), (bundle) => changeEdge(bundle, edge.key, { title }))} />
      {asks || edge.condition ? (
        <ConditionBuilder label={t("tree.branch.when")} value={edge.condition ?? ""} fields={fields} findings={own} readOnly={readOnly}
          onChange={(condition) => edit(t("tree.edit.condition"), (bundle) => changeEdge(bundle, edge.key, { condition: condition || undefined }))} />
      ) : (
        <>
          <p className={styles.quiet}>{place.join ? t("tree.branch.always.long") : edge.outcome ? t("tree.branch.outcome", { outcome: wordsOf(place.node.outcomes?.[edge.outcome]?.title, locale) || edge.outcome }) : t("tree.branch.default.long")}</p>
          {own.map((each) => (
            <p key={each.place + each.code} role="alert" className={styles.fault}>
              {each.what} {each.mend}
            </p>
          ))}
        </>
      )}
    </div>
  );
}
