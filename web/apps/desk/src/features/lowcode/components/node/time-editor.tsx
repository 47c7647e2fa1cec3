import type { Unanswered } from "@gongdan/flow-model/bundle";
import { readSpan, spanText } from "@gongdan/flow-model/durations";
import { type Escalation, escalationOf, setEscalation } from "@gongdan/flow-model/edits/borders";
import { changeNode } from "@gongdan/flow-model/edits/change";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { spotOf } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { InputNumber, Radio, Switch } from "antd";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import { SpanRow } from "./span-row";
import { WhoEditor } from "./who-editor";
import styles from "./node.module.css";

const onceEach = { kind: "timer", due: "R3/PT4H", working: true } as const;
const firstEscalation: Escalation = { due: "PT8H", working: true, takesOver: false, assignee: { role: "supervisor" } };

/** What happens while nobody acts: reminders, another one who is asked, an outcome that comes by itself. */
export function TimeEditor(props: NodePartProps) {
  return (
    <div className={styles.parts}>
      <RemindEditor {...props} />
      <EscalationEditor {...props} />
      {props.node.stage === "verify" && <UnansweredEditor {...props} />}
    </div>
  );
}

/** Reminders to whoever has the step: after what, and how often. */
export function RemindEditor({ nodeKey, node, edit, readOnly }: NodePartProps) {
  const { t } = useSpeech();
  const { remind } = node;
  const span = remind && readSpan(remind.due ?? "");
  const set = (due: string | undefined, working = false) =>
    edit(t("tree.edit.remind"), (bundle) => {
      const next = due === undefined ? undefined : ({ kind: "timer", due, ...(working && { working }) } as const);
      return changeNode(bundle, nodeKey, { remind: next });
    });
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.remind")}</legend>
      <label className={styles.switch}>
        <Switch size="small" checked={remind !== undefined} disabled={readOnly} onChange={(on) => set(on ? onceEach.due : undefined, true)} />
        {t("tree.remind.on")}
      </label>
      {remind && (
        <>
          <span className={styles.quiet}>{t("tree.remind.every")}</span>
          <SpanRow label={t("tree.remind.every")} due={remind.due ?? ""} working={remind.working ?? false} readOnly={readOnly} onChange={set} />
        </>
      )}
      {remind && span && (
        <div className={styles.line}>
          <span>{t("tree.remind.times")}</span>
          <Pick label={t("tree.remind.times")} value={String(span.times)} disabled={readOnly}
            options={["1", "2", "3", "5", "10", "-1"].concat(["1", "2", "3", "5", "10", "-1"].includes(String(span.times)) ? [] : [String(span.times)])
              .map((value) => ({ value, label: value === "-1" ? t("tree.remind.times.always") : t("tree.remind.times.n", { n: Number(value) }) }))}
            onChange={(times) => set(spanText({ ...span, times: Number(times) }), remind.working)} />
        </div>
      )}
    </fieldset>
  );
}

/** Up to whom it goes when the step stays undone. */
export function EscalationEditor({ nodeKey, tree, edit, readOnly, names }: NodePartProps) {
  const { t } = useSpeech();
  const place = tree && spotOf(tree, nodeKey)?.place;
  if (!place) return null;
  const now = escalationOf(place);
  const set = (next: Escalation | undefined) => edit(t("tree.edit.escalation"), (bundle) => onTree(bundle, (each) => setEscalation(each, nodeKey, next)));
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.escalation")}</legend>
      <label className={styles.switch}>
        <Switch size="small" checked={now !== undefined} disabled={readOnly} onChange={(on) => set(on ? firstEscalation : undefined)} />
        {t("tree.escalation.on")}
      </label>
      {now && (
        <>
          <SpanRow label={t("tree.escalation.after")} due={now.due} working={now.working} readOnly={readOnly}
            onChange={(due, working) => set({ ...now, due, working })} />
          <Radio.Group className={styles.choices} aria-label={t("tree.escalation.how")} value={now.takesOver} disabled={readOnly}
            onChange={({ target }) => set({ ...now, takesOver: target.value as boolean })}>
            <Radio value={false}>{t("tree.escalation.beside")}</Radio>
            <Radio value={true}>{t("tree.escalation.over")}</Radio>
          </Radio.Group>
          <span className={styles.quiet}>{t("tree.escalation.who")}</span>
          <WhoEditor label={t("tree.escalation.who")} rule={now.assignee} names={names} people={[]} readOnly={readOnly}
            onChange={(assignee) => set({ ...now, assignee })} />
        </>
      )}
    </fieldset>
  );
}

function UnansweredEditor({ nodeKey, node, edit, readOnly }: NodePartProps) {
  const { t, locale } = useSpeech();
  const outcomes = Object.entries(node.outcomes ?? {}).filter(([, { needs_reason }]) => !needs_reason);
  const [first] = outcomes;
  if (!first) return null;
  const rule = node.unanswered;
  const set = (next: Unanswered | undefined) => edit(t("tree.edit.unanswered"), (bundle) => changeNode(bundle, nodeKey, { unanswered: next }));
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.unanswered")}</legend>
      <label className={styles.switch}>
        <Switch size="small" checked={rule !== undefined} disabled={readOnly} onChange={(on) => set(on ? { outcome: first[0], after_days: 5, remind_days: [3] } : undefined)} />
        {t("tree.unanswered.on")}
      </label>
      {rule && (
        <div className={styles.line}>
          <InputNumber aria-label={t("tree.unanswered.days")} min={2} max={60} precision={0} value={rule.after_days} disabled={readOnly} suffix={t("tree.unanswered.unit")}
            onChange={(after_days) => after_days !== null && set({ ...rule, after_days, remind_days: (rule.remind_days ?? []).filter((day) => day < after_days) })} />
          <Pick label={t("tree.unanswered.outcome")} value={rule.outcome} disabled={readOnly}
            options={outcomes.map(([value, { title }]) => ({ value, label: wordsOf(title, locale) || value }))} onChange={(outcome) => set({ ...rule, outcome })} />
        </div>
      )}
    </fieldset>
  );
}
