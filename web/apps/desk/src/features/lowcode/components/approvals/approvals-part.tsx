import { comparables } from "@gongdan/flow-model/conditions/fields";
import { addApproval, approvalsOf } from "@gongdan/flow-model/edits/approvals";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { stageOrder } from "@gongdan/flow-model/stage-of";
import { spots } from "@gongdan/flow-model/tree";
import { treeOf } from "@gongdan/flow-model/tree-of";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { StageMark } from "@gongdan/ui/stage-mark";
import { Button } from "antd";
import type { PartProps } from "../../model/part";
import { useNames } from "../tree/use-names";
import { ApprovalRow } from "./approval-row";
import { ReminderRow } from "./reminder-row";
import styles from "./approvals.module.css";

/** Approvals and reminders stage by stage, as switches: the same edits as in the tree, without a drawing. */
export function ApprovalsPart({ bundle, edit, findings, readOnly }: PartProps) {
  const { t } = useSpeech();
  const names = useNames(bundle);
  const tree = treeOf(bundle.flow);
  if ("untreeable" in tree) {
    return (
      <div className={styles.page}>
        <Note tone="warn" title={t("tree.none")}>
          <p>{t("tree.none.next")}</p>
        </Note>
      </div>
    );
  }
  const shared = { tree, bundle, edit, findings, readOnly, names, fields: comparables(bundle) };
  const steps = [...spots(tree.main)].map(({ place }) => place).filter(({ node }) => node.kind === "user");
  return (
    <div className={styles.page}>
      <h2>{t("approvals.title")}</h2>
      <p className={styles.quiet}>{t("approvals.what")}</p>
      {stageOrder.map((stage) => {
        const approvals = approvalsOf(tree, stage);
        const own = steps.filter(({ node }) => node.stage === stage);
        return (
          <section key={stage} className={styles.stage} aria-label={t(`stage.${stage}`)}>
            <header>
              <StageMark stage={stage} />
            </header>
            <h3>{t("approvals.approval")}</h3>
            {approvals.length === 0 && <p className={styles.quiet}>{t("approvals.none")}</p>}
            {approvals.map((approval) => (
              <ApprovalRow key={approval.key} approval={approval} {...shared} />
            ))}
            {!readOnly && (
              <Button size="small" type="dashed" className={styles.add ?? ""} aria-label={t("approvals.add.to", { stage: t(`stage.${stage}`) })}
                onClick={() => edit(t("approvals.edit.add", { stage: t(`stage.${stage}`) }), (each) => onTree(each, (before) => addApproval(before, stage)))}>
                {t("approvals.add")}
              </Button>
            )}
            <h3>{t("approvals.reminders")}</h3>
            {own.map((place) => (
              <ReminderRow key={place.key} place={place} {...shared} />
            ))}
          </section>
        );
      })}
    </div>
  );
}
