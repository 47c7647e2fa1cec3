import type { Request } from "@gongdan/flow-model/bundle";
import { callConnector, changeRequest, connectorOf, failTo, failureTo, setAnswers, setInputs } from "@gongdan/flow-model/edits/machines";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { useQuery } from "@tanstack/react-query";
import { Input, Radio } from "antd";
import { connectorNamesQuery } from "../../api/directory";
import { AnswerRows, InputRows } from "./call-rows";
import type { MachineProps } from "./panel-props";
import { Pick } from "./pick";
import { RolePick } from "./who-editor";
import styles from "./node.module.css";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies readonly Request["method"][];

/** What is asked of a connector, what is taken of its answer, and what happens when it fails for good. */
export function CallEditor(props: MachineProps) {
  const { t } = useSpeech();
  const { nodeKey, node, bundle, edit, readOnly } = props;
  const did = t("tree.edit.calls");
  return (
    <div className={styles.parts}>
      <ConnectorPick {...props} />
      <fieldset className={styles.group}>
        <legend>{t("tree.call.request")}</legend>
        <Pick label={t("tree.call.method")} value={node.request?.method ?? "GET"} disabled={readOnly} options={methods.map((value) => ({ value, label: value }))}
          onChange={(method) => edit(did, (each) => changeRequest(each, nodeKey, { method: method === "GET" ? undefined : method }))} />
        <FormRow label={t("tree.call.path")} hint={t("tree.call.path.help", { name: "{name}" })}>
          {(bound) => (
            <Input {...bound} value={node.request?.path ?? "/"} maxLength={500} disabled={readOnly}
              onChange={({ target }) => edit(did, (each) => changeRequest(each, nodeKey, { path: target.value === "/" ? undefined : target.value }))} />
          )}
        </FormRow>
      </fieldset>
      <InputRows rows={Object.entries(node.inputs ?? {})} bundle={bundle} readOnly={readOnly}
        onChange={(rows) => edit(did, (each) => setInputs(each, nodeKey, rows))} />
      <AnswerRows rows={Object.entries(node.request?.answers ?? {})} result={node.result ?? nodeKey} readOnly={readOnly}
        onChange={(rows) => edit(did, (each) => setAnswers(each, nodeKey, rows))} />
      <FailureEditor {...props} />
    </div>
  );
}

function ConnectorPick({ nodeKey, node, edit, readOnly }: MachineProps) {
  const { t } = useSpeech();
  const { data } = useQuery(connectorNamesQuery);
  const chosen = connectorOf(node);
  const known = (data ?? []).map(({ key, name }) => ({ value: key, label: name }));
  const gone = chosen !== "" && data && !known.some(({ value }) => value === chosen);
  const options = gone ? [...known, { value: chosen, label: t("tree.call.missing", { key: chosen }) }] : known;
  return (
    <FormRow label={t("tree.call")} hint={data?.length === 0 ? t("tree.call.empty") : t("tree.call.help")}>
      {({ id }) => (
        <Pick id={id} label={t("tree.call")} value={chosen || undefined} options={options} disabled={readOnly}
          onChange={(connector) => edit(t("tree.edit.calls"), (each) => callConnector(each, nodeKey, connector))} />
      )}
    </FormRow>
  );
}

function FailureEditor({ nodeKey, bundle, edit, readOnly }: MachineProps) {
  const { t } = useSpeech();
  const now = failureTo(bundle, nodeKey);
  const role = typeof now?.["role"] === "string" ? now["role"] : "";
  const set = (to: string | undefined) => edit(t("tree.edit.fails"), (each) => failTo(each, nodeKey, to === undefined ? undefined : { role: to }));
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.call.fails")}</legend>
      <span className={styles.quiet}>{t("tree.call.fails.help")}</span>
      <Radio.Group className={styles.choices} aria-label={t("tree.call.fails")} value={now !== undefined} disabled={readOnly}
        onChange={({ target }) => set(target.value ? "dispatcher" : undefined)}>
        <Radio value={false}>{t("tree.call.fails.stays")}</Radio>
        <Radio value={true}>{t("tree.call.fails.person")}</Radio>
      </Radio.Group>
      {now && <RolePick value={role} readOnly={readOnly} onChange={set} />}
    </fieldset>
  );
}
