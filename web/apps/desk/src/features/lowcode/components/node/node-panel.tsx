import { changeNode } from "@gongdan/flow-model/edits/change";
import { useSpeech } from "@gongdan/i18n/react";
import { Tabs } from "@gongdan/ui/tabs";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { BranchesEditor } from "./branches-editor";
import { CallsEditor } from "./calls-editor";
import { DecideEditor } from "./decide-editor";
import { FormEditor } from "./form-editor";
import { MoreEditor } from "./more-editor";
import type { NodePartProps } from "./panel-props";
import { SpanRow } from "./span-row";
import { EscalationEditor, TimeEditor } from "./time-editor";
import { WhoTab } from "./who-tab";
import { WordsRow } from "./words-row";
import styles from "./node.module.css";

const MachineEditor = lazy(async () => ({ default: (await import("./machine-editor")).MachineEditor }));

/** What a node is and does, in tabs of plain words; what was found about it stands at its head. */
export function NodePanel(props: NodePartProps) {
  const { t } = useSpeech();
  const { nodeKey, node, edit, findings, readOnly } = props;
  const own = findings.filter(({ place }) => place === `flow/nodes/${nodeKey}` || place.startsWith(`flow/nodes/${nodeKey}/`));
  return (
    <div className={styles.parts}>
      {own.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.fault}>
          {each.what} {each.mend}
        </p>
      ))}
      <WordsRow label={t("tree.title")} words={node.title ?? {}} readOnly={readOnly}
        onChange={(title) => edit(t("tree.edit.title"), (bundle) => changeNode(bundle, nodeKey, { title }))} />
      <Kind {...props} />
    </div>
  );
}

function Kind(props: NodePartProps) {
  const { t } = useSpeech();
  const { nodeKey, node, edit, readOnly } = props;
  switch (node.kind) {
    case "user":
      return <StepTabs {...props} />;
    case "exclusive":
    case "parallel":
      return <BranchesEditor {...props} />;
    case "catch":
      return (
        <fieldset className={styles.group}>
          <legend>{t("tree.wait")}</legend>
          <SpanRow label={t("tree.wait")} due={node.trigger?.due ?? ""} working={node.trigger?.working ?? false} readOnly={readOnly}
            onChange={(due, working) =>
              edit(t("tree.edit.wait"), (bundle) => changeNode(bundle, nodeKey, { trigger: { kind: "timer", due, ...(working && { working }) } }))
            } />
        </fieldset>
      );
    case "service":
    case "receive":
      return (
        <Suspense fallback={<Skeleton active title={false} />}>
          <MachineEditor {...props} />
        </Suspense>
      );
    case "subprocess":
      return <EscalationEditor {...props} />;
    case "rule":
    case "children":
      return <CallsEditor {...props} />;
    default:
      return null;
  }
}

function StepTabs(props: NodePartProps) {
  const { t } = useSpeech();
  return (
    <Tabs
      label={t("tree.tabs")}
      tabs={[
        { key: "who", label: t("tree.tab.who"), content: <WhoTab {...props} /> },
        { key: "decide", label: t("tree.tab.decide"), content: <DecideEditor {...props} /> },
        { key: "form", label: t("tree.tab.form"), content: <FormEditor {...props} /> },
        { key: "time", label: t("tree.tab.time"), content: <TimeEditor {...props} /> },
        { key: "more", label: t("tree.tab.more"), content: <MoreEditor {...props} /> },
      ]}
    />
  );
}
