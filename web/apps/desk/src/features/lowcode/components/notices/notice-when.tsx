import type { Bundle, Notice } from "@gongdan/flow-model/bundle";
import { about, moments } from "@gongdan/flow-model/notices";
import { stepsOf } from "@gongdan/flow-model/steps";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { InputNumber } from "antd";
import { stepName } from "../../model/notice-words";
import { Pick } from "../node/pick";
import styles from "./notices.module.css";

interface Props {
  readonly bundle: Bundle;
  readonly notice: Notice;
  readonly readOnly: boolean;
  readonly onChange: (notice: Notice) => void;
}

/** What has to happen: the moment, at which step or at any, with which outcome, from which reminder on. */
export function NoticeWhen({ bundle, notice, readOnly, onChange }: Props) {
  const { t, locale } = useSpeech();
  const { when, node = "", outcome = "", times = 1 } = notice;
  const isWhole = (key: string) => bundle.flow.nodes[key]?.kind === "subprocess";
  // a term can be one of a sub-process as a whole
  const timed = when === "overdue" ? Object.keys(bundle.flow.nodes).filter(isWhole) : [];
  const steps = [...stepsOf(bundle.flow).map(([key]) => key), ...timed].map((value) => ({ value, label: stepName(bundle, value, locale) }));
  const outcomes = Object.entries(bundle.flow.nodes[node]?.outcomes ?? {}).map(([value, { title }]) => ({ value, label: wordsOf(title, locale) || value }));
  const set = (parts: Partial<Notice>) => onChange(about(notice, { when, node, outcome, times, ...parts }));
  return (
    <section className={styles.group} aria-label={t("notices.when")}>
      <h3>{t("notices.when")}</h3>
      <FormRow label={t("notices.when.what")}>
        {({ id }) => (
          <Pick id={id} label={t("notices.when.what")} value={when} disabled={readOnly} options={moments.map((value) => ({ value, label: t(`notices.when.${value}`) }))}
            onChange={(next) => set({ when: next, node: isWhole(node) && next !== "overdue" ? "" : node })} />
        )}
      </FormRow>
      {when !== "ended" && (
        <FormRow label={t("notices.when.step")}>
          {({ id }) => (
            <Pick id={id} label={t("notices.when.step")} value={node} disabled={readOnly} options={[{ value: "", label: t("notices.step.any") }, ...steps]}
              onChange={(next) => set({ node: next, outcome: "" })} />
          )}
        </FormRow>
      )}
      {when === "outcome" && outcomes.length > 0 && (
        <FormRow label={t("notices.when.how")}>
          {({ id }) => (
            <Pick id={id} label={t("notices.when.how")} value={outcome} disabled={readOnly} options={[{ value: "", label: t("notices.when.however") }, ...outcomes]}
              onChange={(next) => set({ outcome: next })} />
          )}
        </FormRow>
      )}
      {when === "reminded" && (
        <FormRow label={t("notices.when.times")}>
          {({ id }) => (
            <InputNumber id={id} min={1} max={9} precision={0} value={times} disabled={readOnly} onChange={(next) => next !== null && set({ times: next })} />
          )}
        </FormRow>
      )}
    </section>
  );
}
