import { changeNode } from "@gongdan/flow-model/edits/change";
import { served } from "@gongdan/flow-model/served";
import { useSpeech } from "@gongdan/i18n/react";
import { Switch } from "antd";
import { ControlEditor } from "./control-editor";
import { ManyEditor } from "./many-editor";
import type { NodePartProps } from "./panel-props";
import { WhoEditor } from "./who-editor";
import styles from "./node.module.css";

/** Who acts, how several decide, who answers for it, who gets a copy. */
export function WhoTab(props: NodePartProps) {
  const { t } = useSpeech();
  const { nodeKey, node, edit, readOnly, names, fields } = props;
  const people = fields.filter(({ name, kind }) => kind === "person" && name !== "reporter" && name !== "assignee").map(({ name }) => name);
  const copied = node.copies !== undefined && Object.keys(node.copies).length > 0;
  const copies = served.copies || copied;
  return (
    <div className={styles.parts}>
      <fieldset className={styles.group}>
        <legend>{t("tree.who")}</legend>
        <WhoEditor label={t("tree.who")} rule={node.assignee ?? {}} names={names} people={people} readOnly={readOnly}
          onChange={(assignee) => edit(t("tree.edit.who"), (bundle) => changeNode(bundle, nodeKey, { assignee }))} />
      </fieldset>
      <ManyEditor {...props} />
      <ControlEditor {...props} />
      {copies && (
        <fieldset className={styles.group}>
          <legend>{t("tree.copies")}</legend>
          <label className={styles.switch}>
            <Switch size="small" checked={copied} disabled={readOnly}
              onChange={(on) => edit(t("tree.edit.copies"), (bundle) => changeNode(bundle, nodeKey, { copies: on ? { reporter: true } : undefined }))} />
            {t("tree.copies.on")}
          </label>
          {copied && (
            <WhoEditor label={t("tree.copies")} rule={node.copies ?? {}} names={names} people={people} readOnly={readOnly}
              onChange={(rule) => edit(t("tree.edit.copies"), (bundle) => changeNode(bundle, nodeKey, { copies: rule }))} />
          )}
        </fieldset>
      )}
    </div>
  );
}
