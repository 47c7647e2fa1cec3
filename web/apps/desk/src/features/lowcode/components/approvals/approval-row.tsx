import { type Approval, approveWhen, removeApproval } from "@gongdan/flow-model/edits/approvals";
import { changeNode } from "@gongdan/flow-model/edits/change";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Radio, Switch } from "antd";
import { ConditionBuilder } from "../conditions/condition-builder";
import type { NodePartProps } from "../node/panel-props";
import { WhoEditor } from "../node/who-editor";
import styles from "./approvals.module.css";

type Props = Omit<NodePartProps, "nodeKey" | "node"> & { readonly approval: Approval };

/** One approval: on, who approves, and always or only under a condition. */
export function ApprovalRow({ approval, edit, findings, readOnly, names, fields }: Props) {
  const { t, locale } = useSpeech();
  const title = wordsOf(approval.node.title, locale) || approval.key;
  const when = (condition: string | undefined) =>
    edit(t("tree.edit.condition"), (bundle) => onTree(bundle, (tree) => approveWhen(tree, approval, condition)));
  return (
    <div className={styles.row}>
      <label className={styles.switch}>
        <Switch size="small" checked disabled={readOnly} aria-label={t("approvals.on", { title })}
          onChange={() => edit(t("approvals.edit.off", { title }), (bundle) => onTree(bundle, (tree) => removeApproval(tree, approval)))} />
        <strong>{title}</strong>
      </label>
      <WhoEditor label={t("approvals.who", { title })} rule={approval.node.assignee ?? {}} names={names} people={[]} readOnly={readOnly}
        onChange={(assignee) => edit(t("tree.edit.who"), (bundle) => changeNode(bundle, approval.key, { assignee }))} />
      <div className={styles.when}>
        <Radio.Group size="small" value={approval.branch === undefined ? "always" : "when"} disabled={readOnly} aria-label={t("approvals.when", { title })}
          onChange={({ target }) => when(target.value === "always" ? undefined : "")}>
          <Radio value="always">{t("approvals.always")}</Radio>
          <Radio value="when">{t("approvals.only")}</Radio>
        </Radio.Group>
        {approval.branch !== undefined && (
          <ConditionBuilder label={t("approvals.condition", { title })} value={approval.condition} fields={fields} readOnly={readOnly}
            findings={findings.filter(({ place }) => place.startsWith(`flow/edges/${approval.branch ?? ""}`))} onChange={when} />
        )}
      </div>
    </div>
  );
}
