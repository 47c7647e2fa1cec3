import type { Act } from "@gongdan/api/schema";
import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Input, Radio, Select } from "antd";
import { useId } from "react";
import { peopleQuery } from "../api/list-people";
import { type Ask, type Draft, nodesBehind, specOf } from "../model/acts";
import styles from "./ask-field.module.css";

interface Props {
  readonly ask: Ask;
  readonly act: Act;
  readonly order: OrderDetail;
  readonly draft: Draft;
  readonly missing: boolean;
  readonly onChange: (value: string) => void;
}

/** One question that an act asks beside its form: why, who, with which outcome, back to where. */
export function AskField({ ask, act, order, draft, missing, onChange }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const needed = specOf(act).needs.includes(ask) || (act === "verify" && draft.outcome === "rejected");
  const label = t(`ask.${ask}`);
  return (
    <div className={styles.field}>
      <label htmlFor={id} id={`${id}-label`} className={styles.label}>
        {label}
        {!needed && <span className={styles.optional}>{t("form.optional")}</span>}
      </label>
      <AskControl id={id} ask={ask} value={draft[ask]} order={order} missing={missing} onChange={onChange} />
      {missing && (
        <p id={`${id}-hint`} className={styles.missing}>
          {t("form.required", { field: label })}
        </p>
      )}
    </div>
  );
}

interface ControlProps extends Pick<Props, "ask" | "order" | "missing" | "onChange"> {
  readonly id: string;
  readonly value: string;
}

function AskControl({ id, ask, value, order, missing, onChange }: ControlProps) {
  const { t } = useSpeech();
  switch (ask) {
    case "reason":
      return (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={value}
          placeholder={t("ask.reason.hint")}
          status={missing ? "error" : ""}
          aria-invalid={missing}
          aria-describedby={missing ? `${id}-hint` : undefined}
          onChange={(event) => { onChange(event.target.value); }}
        />
      );
    case "outcome":
      return (
        <Radio.Group
          aria-labelledby={`${id}-label`}
          value={value}
          onChange={(event) => { onChange(String(event.target.value)); }}
          options={(["passed", "rejected"] as const).map((each) => ({ value: each, label: t(`ask.outcome.${each}`) }))}
        />
      );
    case "assignee":
      return <PeopleSelect id={id} value={value} missing={missing} onChange={onChange} />;
    case "node":
      return <NodeSelect id={id} value={value} missing={missing} order={order} onChange={onChange} />;
  }
}

type SelectProps = Omit<ControlProps, "ask" | "order">;

function PeopleSelect({ id, value, missing, onChange }: SelectProps) {
  const { t } = useSpeech();
  const people = useQuery(peopleQuery);
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      loading={people.isPending}
      value={value || null}
      placeholder={t("ask.assignee.hint")}
      status={missing || people.isError ? "error" : ""}
      options={(people.data ?? []).map((person) => ({ value: person.id, label: person.name }))}
      onChange={(next: string | null | undefined) => { onChange(next ?? ""); }}
    />
  );
}

function NodeSelect({ id, value, missing, order, onChange }: SelectProps & Pick<Props, "order">) {
  const { word } = useSpeech();
  return (
    <Select
      id={id}
      value={value || null}
      status={missing ? "error" : ""}
      options={nodesBehind(order).map((node) => ({ value: node, label: word("stage", node, "stage.step") }))}
      onChange={(next: string | null) => { onChange(next ?? ""); }}
    />
  );
}
