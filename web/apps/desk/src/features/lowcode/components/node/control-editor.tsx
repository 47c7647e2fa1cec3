import type { Node } from "@gongdan/flow-model/bundle";
import { changeNode } from "@gongdan/flow-model/edits/change";
import { useSpeech } from "@gongdan/i18n/react";
import { Input, Switch } from "antd";
import type { PartProps } from "../../model/part";
import { RolePick } from "./who-editor";
import styles from "./node.module.css";

interface Props extends Pick<PartProps, "edit" | "readOnly"> {
  readonly nodeKey: string;
  readonly node: Node;
}

/** Whether the step is a control point, its code, and which role answers for what goes on there. */
export function ControlEditor({ nodeKey, node, edit, readOnly }: Props) {
  const { t } = useSpeech();
  const isControl = node.control !== undefined;
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.control")}</legend>
      <label className={styles.switch}>
        <Switch size="small" checked={isControl} disabled={readOnly}
          onChange={(on) => edit(t("tree.edit.control"), (bundle) => changeNode(bundle, nodeKey, on ? { control: nodeKey } : { control: undefined, accountable: undefined }))} />
        {t("tree.control.on")}
      </label>
      {isControl && (
        <>
          <Input aria-label={t("tree.control.code")} prefix={<span className={styles.quiet}>{t("tree.control.code")}</span>} value={node.control} maxLength={80} disabled={readOnly}
            onChange={({ target }) => edit(t("tree.edit.control"), (bundle) => changeNode(bundle, nodeKey, { control: target.value }))} />
          <span className={styles.quiet}>{t("tree.accountable")}</span>
          <RolePick label={t("tree.accountable")} value={node.accountable ?? ""} readOnly={readOnly}
            onChange={(accountable) => edit(t("tree.edit.accountable"), (bundle) => changeNode(bundle, nodeKey, { accountable }))} />
        </>
      )}
    </fieldset>
  );
}
