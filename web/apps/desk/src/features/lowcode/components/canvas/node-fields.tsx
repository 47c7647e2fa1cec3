import type { Node } from "@gongdan/flow-model/bundle";
import { comparables } from "@gongdan/flow-model/conditions/fields";
import { changeNode } from "@gongdan/flow-model/graph/edits";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Input, Select } from "antd";
import { useMemo } from "react";
import type { ConditionSaid } from "../../model/condition-words";
import { edgeWords } from "../../model/edge-words";
import type { PartProps } from "../../model/part";
import styles from "./canvas.module.css";
import type { Chosen } from "./use-chosen";

interface Props extends PartProps {
  readonly of: string;
  readonly node: Node;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onConnect: (from: string, to: string) => void;
}

/** A node's name and where it leads: each way on can be followed, and a new one drawn without a mouse. */
export function NodeFields({ bundle, edit, readOnly, of, node, onChoose, onConnect }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const fields = useMemo(() => comparables(bundle), [bundle]);
  const titleOf = (key: string) => wordsOf(bundle.flow.nodes[key]?.title, locale) || t(`kind.${bundle.flow.nodes[key]?.kind ?? "user"}`);
  const on = bundle.flow.edges.filter(({ source }) => source === of);
  const reached = new Set([of, ...on.map(({ target }) => target)]);
  const open = Object.entries(bundle.flow.nodes).filter(
    ([key, each]) => !reached.has(key) && each.kind !== "start" && each.kind !== "boundary" && (each.parent ?? "") === (node.parent ?? ""),
  );
  return (
    <>
      <FormRow label={t("canvas.name")}>
        {(bound) => (
          <Input
            {...bound}
            value={node.title?.[locale] ?? ""}
            disabled={readOnly}
            maxLength={80}
            onChange={({ target }) =>
              edit(t("canvas.edit.name"), (before) => changeNode(before, of, (old) => ({ ...old, title: { ...old.title, [locale]: target.value } })))
            }
          />
        )}
      </FormRow>
      {node.kind !== "end" && (
        <section className={styles.ways} aria-label={t("canvas.ways")}>
          <h3>{t("canvas.ways")}</h3>
          <ul>
            {on.map((edge) => (
              <li key={edge.key}>
                <Button type="link" size="small" onClick={() => onChoose({ kind: "edge", key: edge.key })}>
                  {edge.back ? "↩" : "→"} {titleOf(edge.target)}
                </Button>
                <WaySaid {...edgeWords(bundle.flow, edge, fields, speech)} />
              </li>
            ))}
          </ul>
          {!readOnly && (
            <Select
              aria-label={t("canvas.connect")}
              placeholder={t("canvas.connect")}
              value={null}
              showSearch={{ optionFilterProp: "label" }}
              getPopupContainer={besidePage}
              options={open.map(([key]) => ({ value: key, label: titleOf(key) }))}
              onChange={(target: string | null) => target && onConnect(of, target)}
            />
          )}
        </section>
      )}
    </>
  );
}

/** When a way is taken; a rule of one's own can be read where it is pointed at or stood on. */
function WaySaid({ words, feel }: ConditionSaid) {
  return feel ? (
    <abbr className={styles.quiet} tabIndex={0} title={feel} aria-label={`${words}: ${feel}`}>
      {words}
    </abbr>
  ) : (
    <span className={styles.quiet}>{words}</span>
  );
}
