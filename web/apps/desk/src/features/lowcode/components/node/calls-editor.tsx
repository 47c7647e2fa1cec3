import { changeNode, withParts } from "@gongdan/flow-model/edits/change";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { childTypesQuery } from "../../api/directory";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import styles from "./node.module.css";

/** What is asked or made elsewhere: a table of this type, orders of another one. */
export function CallsEditor(props: NodePartProps) {
  const { t, locale } = useSpeech();
  const { nodeKey, node, bundle, edit, readOnly } = props;
  const types = useQuery({ ...childTypesQuery, enabled: node.kind === "children" });
  const found =
    node.kind === "rule"
      ? Object.entries(bundle.tables ?? {}).map(([value, { title }]) => ({ value, label: wordsOf(title, locale) || value }))
      : (types.data ?? []).map(({ key, title }) => ({ value: key, label: wordsOf(title, locale) || key }));
  const label = t(`tree.calls.${node.kind === "rule" ? "rule" : "children"}`);
  return (
    <div className={styles.parts}>
      <FormRow label={label}>
        {({ id }) => (
          <Pick id={id} label={label} value={node.calls} options={found} disabled={readOnly}
            onChange={(calls) => edit(t("tree.edit.calls"), (each) => changeNode(each, nodeKey, { calls, ...(node.kind === "rule" && !node.result && { result: calls }) }))} />
        )}
      </FormRow>
      {node.kind === "children" && (
        <FormRow label={t("tree.children.count")} hint={t("tree.children.count.help")}>
          {(bound) => (
            <Input {...bound} value={node.many?.count ?? ""} placeholder="1" maxLength={500} disabled={readOnly || Boolean(node.many?.items)}
              onChange={({ target }) => edit(t("tree.edit.calls"), (each) => changeNode(each, nodeKey, { many: withParts(node.many ?? {}, { count: target.value || undefined }) }))} />
          )}
        </FormRow>
      )}
    </div>
  );
}
