import { changeNode } from "@gongdan/flow-model/edits/change";
import { stageOrder } from "@gongdan/flow-model/stage-of";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import styles from "./node.module.css";

/** The stage; the key that stays. */
export function MoreEditor({ nodeKey, node, edit, readOnly }: NodePartProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.parts}>
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
