import { changeNode } from "@gongdan/flow-model/edits/change";
import { stageOrder } from "@gongdan/flow-model/stage-of";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Input, Switch } from "antd";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import { RolePick } from "./who-editor";
import styles from "./node.module.css";

/** Control point and who answers for it; the stage; the key that stays. */
export function MoreEditor({ nodeKey, node, edit, readOnly }: NodePartProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.parts}>
      <fieldset className={styles.group}>
        <legend>{t("tree.control")}</legend>
        <label className={styles.switch}>
          <Switch size="small" checked={Boolean(node.control)} disabled={readOnly}
            onChange={(on) => edit(t("tree.edit.control"), (bundle) => changeNode(bundle, nodeKey, { control: on ? nodeKey : undefined }))} />
          {t("tree.control.on")}
        </label>
        {node.control && (
          <Input aria-label={t("tree.control.code")} prefix={<span className={styles.quiet}>{t("tree.control.code")}</span>} value={node.control} maxLength={80} disabled={readOnly}
            onChange={({ target }) => edit(t("tree.edit.control"), (bundle) => changeNode(bundle, nodeKey, { control: target.value || undefined }))} />
        )}
        <span className={styles.quiet}>{t("tree.accountable")}</span>
        <RolePick value={node.accountable ?? ""} readOnly={readOnly}
          onChange={(accountable) => edit(t("tree.edit.accountable"), (bundle) => changeNode(bundle, nodeKey, { accountable }))} />
      </fieldset>
      <FormRow label={t("tree.stage")} hint={t("tree.stage.help")}>
        {({ id }) => (
          <Pick id={id} label={t("tree.stage")} value={node.stage ?? ""} disabled={readOnly} options={stageOrder.map((value) => ({ value, label: t(`stage.${value}`) }))}
            onChange={(stage) => edit(t("tree.edit.stage"), (bundle) => changeNode(bundle, nodeKey, { stage: stage || undefined }))} />
        )}
      </FormRow>
      <p className={styles.quiet}>
        {t("tree.key")} <code>{nodeKey}</code>
      </p>
    </div>
  );
}
