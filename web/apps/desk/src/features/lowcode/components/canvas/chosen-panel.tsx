import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Skeleton } from "antd";
import { lazy, Suspense } from "react";
import type { PartProps } from "../../model/part";
import { MachineEditor } from "../node/machine-editor";
import styles from "./canvas.module.css";
import { EdgeFields } from "./edge-fields";
import { InsideActs } from "./inside-acts";
import { NodeFields } from "./node-fields";
import type { Chosen } from "./use-chosen";

const ControlEditor = lazy(async () => ({ default: (await import("../node/control-editor")).ControlEditor }));

interface Props extends PartProps {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen | undefined) => void;
  readonly onConnect: (from: string, to: string) => void;
  readonly onRemove: () => void;
}

/** Beside the canvas: the chosen node or edge, what can be changed of it, and where it leads. */
export function ChosenPanel(props: Props) {
  const { bundle, findings, readOnly, chosen, onChoose, onRemove } = props;
  const { t, locale } = useSpeech();
  const node = bundle.flow.nodes[chosen.key];
  const edge = bundle.flow.edges.find(({ key }) => key === chosen.key);
  const isNode = chosen.kind === "node";
  if (isNode ? !node : !edge) return null;
  const title = isNode ? wordsOf(node?.title, locale) || t(`kind.${node?.kind ?? "user"}`) : t("canvas.edge");
  const place = `flow/${chosen.kind}s/${chosen.key}`;
  const faults = findings.filter((each) => each.place === place || each.place.startsWith(`${place}/`));
  return (
    <aside className={styles.panel} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Button type="text" size="small" aria-label={t("canvas.panel.close")} onClick={() => onChoose(undefined)}>
          ×
        </Button>
      </header>
      {faults.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.mend}>
          {each.what} {each.mend}
        </p>
      ))}
      {isNode && node && <NodeFields {...props} of={chosen.key} node={node} />}
      {isNode && node?.kind === "user" && (
        <Suspense fallback={<Skeleton active title={false} />}>
          <ControlEditor nodeKey={chosen.key} node={node} edit={props.edit} readOnly={readOnly} />
        </Suspense>
      )}
      {isNode && node && <MachineEditor bundle={bundle} edit={props.edit} readOnly={readOnly} nodeKey={chosen.key} node={node} />}
      {isNode && node?.kind === "subprocess" && <InsideActs key={chosen.key} bundle={bundle} edit={props.edit} readOnly={readOnly} of={chosen.key} />}
      {edge && !isNode && <EdgeFields {...props} edge={edge} />}
      {!readOnly && (!isNode || (node?.kind !== "start" && !node?.opens)) && (
        <p>
          <Button onClick={onRemove}>
            {isNode ? t("canvas.remove") : t("canvas.disconnect")}
          </Button>
        </p>
      )}
    </aside>
  );
}
