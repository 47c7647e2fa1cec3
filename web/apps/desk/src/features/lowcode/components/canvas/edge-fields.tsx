import type { Edge } from "@gongdan/flow-model/bundle";
import { comparables } from "@gongdan/flow-model/conditions/fields";
import { changeEdge } from "@gongdan/flow-model/graph/edits";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Checkbox, Select } from "antd";
import type { PartProps } from "../../model/part";
import { ConditionBuilder } from "../conditions/condition-builder";
import styles from "./canvas.module.css";

interface Props extends PartProps {
  readonly edge: Edge;
}

/** When an order goes along an edge: by which outcome, under which condition, when nothing else fits, and whether it is a way back. */
export function EdgeFields({ bundle, edit, findings, readOnly, edge }: Props) {
  const { t, locale } = useSpeech();
  const source = bundle.flow.nodes[edge.source];
  const titleOf = (key: string) => wordsOf(bundle.flow.nodes[key]?.title, locale) || key;
  const set = (part: keyof Edge, value: string | boolean | undefined) =>
    edit(t("canvas.edit.edge"), (before) =>
      changeEdge(before, edge.key, ({ [part]: _old, ...others }) => ({ ...(others as Edge), ...(value ? { [part]: value } : {}) })),
    );
  const outcomes = Object.entries(source?.outcomes ?? {});
  const decides = source?.kind === "exclusive" || source?.kind === "inclusive";
  return (
    <>
      <p className={styles.quiet}>
        {titleOf(edge.source)} → {titleOf(edge.target)}
      </p>
      {outcomes.length > 0 && (
        <FormRow label={t("canvas.edge.outcome")}>
          {({ id }) => (
            <Select
              id={id}
              value={edge.outcome ?? ""}
              disabled={readOnly}
              getPopupContainer={besidePage}
              options={[{ value: "", label: t("canvas.edge.any") }, ...outcomes.map(([key, { title }]) => ({ value: key, label: wordsOf(title, locale) || key }))]}
              onChange={(value) => set("outcome", value)}
            />
          )}
        </FormRow>
      )}
      {(decides || edge.condition) && (
        <ConditionBuilder label={t("canvas.edge.condition")} value={edge.condition ?? ""} fields={comparables(bundle)}
          findings={findings.filter(({ place }) => place === `flow/edges/${edge.key}/condition`)} readOnly={readOnly || edge.default === true}
          onChange={(feel) => set("condition", feel)} />
      )}
      {decides && (
        <Checkbox checked={edge.default === true} disabled={readOnly || Boolean(edge.condition)} onChange={({ target }) => set("default", target.checked)}>
          {t("canvas.edge.otherwise")}
        </Checkbox>
      )}
      <Checkbox checked={edge.back === true} disabled={readOnly} onChange={({ target }) => set("back", target.checked)}>
        {t("canvas.edge.back")}
      </Checkbox>
    </>
  );
}
