import { changeNode } from "@gongdan/flow-model/edits/change";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Input } from "antd";
import { CallEditor } from "./call-editor";
import type { MachineProps } from "./panel-props";
import { Pick } from "./pick";
import styles from "./node.module.css";

/** Where an order waits for another system: what is asked of it, or which message it sends. */
export function MachineEditor(props: MachineProps) {
  switch (props.node.kind) {
    case "service":
      return <CallEditor {...props} />;
    case "receive":
      return <ReceiveEditor {...props} />;
    default:
      return null;
  }
}

function ReceiveEditor({ nodeKey, node, bundle, edit, readOnly }: MachineProps) {
  const { t, locale } = useSpeech();
  const forms = Object.entries(bundle.forms ?? {}).map(([value, form]) => ({ value, label: wordsOf(form.title, locale) || value }));
  return (
    <div className={styles.parts}>
      <FormRow label={t("tree.receive")} hint={t("tree.receive.help")}>
        {(bound) => (
          <Input {...bound} value={node.trigger?.name ?? ""} maxLength={64} disabled={readOnly}
            onChange={({ target }) => edit(t("tree.edit.receive"), (each) => changeNode(each, nodeKey, { trigger: { kind: "message", name: target.value } }))} />
        )}
      </FormRow>
      <FormRow label={t("tree.receive.form")} hint={t("tree.receive.form.help")}>
        {({ id }) => (
          <Pick id={id} label={t("tree.receive.form")} value={node.form ?? ""} disabled={readOnly} options={[{ value: "", label: t("tree.receive.form.none") }, ...forms]}
            onChange={(form) => edit(t("tree.edit.form"), (each) => changeNode(each, nodeKey, { form: form || undefined }))} />
        )}
      </FormRow>
    </div>
  );
}
