import type { OrderDetail } from "@gongdan/api/shapes";
import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { Input, Select } from "antd";
import { lazy, Suspense, useId } from "react";
import { useBundle } from "../../api/get-definition";
import { assets, people } from "../../api/find";
import { type Ask, type Draft, fates, type KnownAct, neededAsks, nodesFor, outcomesOf, places, resumes } from "../../model/acts";
import { isUserNode, nodeTitle, outcomeTitle } from "../../model/definition";
import type { Choice } from "./ask-choice";
import styles from "./ask-field.module.css";
import { CustomerSelect } from "./customer-select";
import { PeopleSelect } from "./people-select";
import { SearchSelect } from "./search-select";

// what only some acts ask is fetched with them: the order page is the heaviest of all
const AskChoice = lazy(async () => ({ default: (await import("./ask-choice")).AskChoice }));

interface Props {
  readonly ask: Ask;
  readonly act: KnownAct;
  readonly order: OrderDetail;
  readonly draft: Draft;
  readonly missing: boolean;
  readonly onChange: (value: string) => void;
}

/** One question that an act asks beside its form: why, who, with which outcome, back to where. */
export function AskField({ ask, act, order, draft, missing, onChange }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const needed = neededAsks(act, draft).has(ask);
  const label = t(`ask.${ask}`);
  return (
    <div className={styles.field}>
      <label htmlFor={id} id={`${id}-label`} className={styles.label}>
        {label}
        {!needed && <span className={styles.optional}>{t("form.optional")}</span>}
      </label>
      <AskControl id={id} ask={ask} value={draft[ask]} act={act} order={order} missing={missing} onChange={onChange} />
      {missing && (
        <p id={`${id}-hint`} className={styles.missing}>
          {t("form.required", { field: label })}
        </p>
      )}
    </div>
  );
}

interface ControlProps extends Pick<Props, "ask" | "act" | "order" | "missing" | "onChange"> {
  readonly id: string;
  readonly value: string;
}

function AskControl({ id, ask, act, value, order, missing, onChange }: ControlProps) {
  const { t, word, locale } = useSpeech();
  const bundle = useBundle(order.definition);
  const choice = (options: readonly Choice[]) => (
    <Suspense fallback={null}>
      <AskChoice labelledBy={`${id}-label`} value={value} options={options} onChange={onChange} />
    </Suspense>
  );
  switch (ask) {
    case "reason":
      return (
        <Input.TextArea
          id={id}
          rows={3}
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
      return choice(
        outcomesOf(act).map((each) => ({
          value: each,
          label: outcomeTitle(bundle, act.node, each, locale) || word("ask.outcome", each, "ask.outcome.other"),
        })),
      );
    case "resume":
      return choice(resumes.map((each) => ({ value: each, label: t(`ask.resume.${each}`) })));
    case "place":
      return choice(places.map((each) => ({ value: each, label: t(`ask.place.${each}`) })));
    case "children":
      return choice(fates.map((each) => ({ value: each, label: t(`ask.children.${each}`) })));
    case "people":
      return <PeopleSelect id={id} value={value} missing={missing} onChange={onChange} />;
    case "person":
      return <PersonSelect id={id} value={value} missing={missing} act={act} onChange={onChange} />;
    case "assignee":
      return (
        <SearchSelect id={id} search={people} hint={t("ask.assignee.hint")} value={value} missing={missing} onChange={onChange} />
      );
    case "asset": {
      const known = order.asset?.id ? { id: order.asset.id, name: order.asset.name, beside: order.asset.code } : undefined;
      return <SearchSelect id={id} search={assets} hint={t("report.hint.asset")} value={value} known={known} onChange={onChange} />;
    }
    case "customer":
      return <CustomerSelect id={id} value={value} onChange={onChange} />;
    case "node":
      return <NodeSelect id={id} value={value} missing={missing} act={act} order={order} onChange={onChange} />;
  }
}

type SelectProps = Omit<ControlProps, "ask" | "act" | "order">;

function PersonSelect({ id, value, missing, act, onChange }: SelectProps & Pick<Props, "act">) {
  const { t } = useSpeech();
  return (
    <Select
      id={id}
      getPopupContainer={besideField}
      value={value || null}
      placeholder={t("ask.assignee.hint")}
      status={missing ? "error" : ""}
      options={act.people.map(({ id: person, name }) => ({ value: person, label: name || t("actor.unnamed") }))}
      onChange={(next: string | null) => { onChange(next ?? ""); }}
    />
  );
}

function NodeSelect({ id, value, missing, act, order, onChange }: SelectProps & Pick<Props, "act" | "order">) {
  const { word, locale } = useSpeech();
  const bundle = useBundle(order.definition);
  const nodes = nodesFor(act, order).filter((node) => isUserNode(bundle, node));
  return (
    <Select
      id={id}
      getPopupContainer={besideField}
      value={value || null}
      status={missing ? "error" : ""}
      options={nodes.map((node) => ({
        value: node,
        label: nodeTitle(bundle, node, locale) || word("stage", node, "stage.step"),
      }))}
      onChange={(next: string | null) => { onChange(next ?? ""); }}
    />
  );
}
