import type { OrderDetail } from "@gongdan/api/shapes";
import { FormFields } from "@gongdan/forms/antd/form-fields";
import { sectionsOf } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import type { ReactNode, SyntheticEvent } from "react";
import { useBundle } from "../../api/get-definition";
import type { ActDraft } from "../../model/act-draft";
import { type Ask, asksOf, hasOpenChildren } from "../../model/acts";
import { stepOfAct } from "../../model/step-words";
import { AskField } from "./ask-field";
import styles from "./act-panel.module.css";
import { ConflictNote } from "./conflict-note";
import type { useAct } from "./use-act";

interface Props {
  readonly order: OrderDetail;
  readonly draft: ActDraft;
  readonly state: ReturnType<typeof useAct>;
  /** What the reader is not asked, for he could not choose. */
  readonly without?: readonly Ask[];
  /** What other rooms ask for with this act. */
  readonly children?: ReactNode;
}

/** The form of one act: what it means, what it asks, and the button that sends it. */
export function ActPanel({ order, draft, state, without = [], children }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const { act, danger } = draft.act;
  const step = stepOfAct(useBundle(order.definition), draft.act, speech);
  const asks = asksOf(draft.act, draft.asks).filter((ask) => !without.includes(ask) && (ask !== "children" || hasOpenChildren(order)));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    state.submit();
  };
  const form = (
    <FormFields
      fields={state.live?.fields ?? draft.fields}
      values={state.live?.values ?? draft.values}
      {...(draft.act.form && act !== "amend" && { sections: sectionsOf(draft.act.form, draft.fields.map(({ name }) => name), locale) })}
      issues={state.missing?.issues ?? []}
      onChange={(name, value) => {
        state.change({ values: { ...draft.values, [name]: value } });
      }}
    />
  );
  return (
    <form className={styles.panel} onSubmit={submit} noValidate aria-label={step || t(`act.${act}`)}>
      {step ? <h3 className={styles.step}>{step}</h3> : <p className={styles.why}>{t(`why.${act}`)}</p>}
      {state.stale && <ConflictNote seen={state.stale} current={order} onGoOn={state.goOn} />}
      {act === "amend" && form}
      {asks.map((ask) => (
        <AskField
          key={ask}
          ask={ask}
          act={draft.act}
          order={order}
          draft={draft.asks}
          missing={state.missing?.asks.includes(ask) ?? false}
          onChange={(value) => {
            state.change({ asks: { ...draft.asks, [ask]: value } });
          }}
        />
      ))}
      {act !== "amend" && form}
      {children}
      {state.error && <ProblemNote error={state.error} />}
      <div className={styles.send}>
        <Button type="primary" htmlType="submit" danger={danger} loading={state.sending} disabled={Boolean(state.stale)}>
          {t(step ? "act.submit" : `act.${act}`)}
        </Button>
        {state.putAway && <Button onClick={state.putAway}>{t("ask.put")}</Button>}
      </div>
    </form>
  );
}
