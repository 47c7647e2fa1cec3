import type { Outcome } from "@gongdan/flow-model/bundle";
import { changeNode, withParts } from "@gongdan/flow-model/edits/change";
import { stepsBefore } from "@gongdan/flow-model/edits/heal";
import { lead, type Leads, leadsOf, setOutcomes } from "@gongdan/flow-model/edits/outcomes";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { verdicts } from "@gongdan/flow-model/starters";
import { spotOf, type Tree } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Checkbox } from "antd";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import { WordsRow } from "./words-row";
import styles from "./node.module.css";

/** How the step can come out, and where each outcome leads: on, back to a step, down a branch of its own. */
export function DecideEditor(props: NodePartProps) {
  const { t } = useSpeech();
  const { nodeKey, node, tree, edit, readOnly } = props;
  const outcomes = Object.entries(node.outcomes ?? {});
  const set = (next: Readonly<Record<string, Outcome>>) =>
    edit(t("tree.edit.outcomes"), (bundle) =>
      tree ? onTree(bundle, (each) => setOutcomes(each, nodeKey, next)) : changeNode(bundle, nodeKey, { outcomes: next }),
    );
  return (
    <div className={styles.parts}>
      {outcomes.length === 0 && <p className={styles.quiet}>{t("tree.outcomes.none")}</p>}
      {outcomes.map(([key, outcome]) => (
        <OutcomeCard key={key} {...props} outcomeKey={key} outcome={outcome}
          onChange={(next) => set({ ...node.outcomes, [key]: next })}
          onRemove={() => set(Object.fromEntries(outcomes.filter(([each]) => each !== key)))} />
      ))}
      {!readOnly && (
        <div className={styles.acts}>
          {outcomes.length === 0 && (
            <Button size="small" onClick={() => set(verdicts)}>
              {t("tree.outcomes.judge")}
            </Button>
          )}
          <Button size="small" type="dashed" onClick={() => set({ ...node.outcomes, [freshOutcome(node.outcomes ?? {})]: { title: {} } })}>
            {t("tree.outcomes.add")}
          </Button>
        </div>
      )}
    </div>
  );
}

function freshOutcome(outcomes: Readonly<Record<string, Outcome>>): string {
  for (let n = Object.keys(outcomes).length + 1; ; n += 1) if (!(`outcome_${n}` in outcomes)) return `outcome_${n}`;
}

interface CardProps extends NodePartProps {
  readonly outcomeKey: string;
  readonly outcome: Outcome;
  readonly onChange: (outcome: Outcome) => void;
  readonly onRemove: () => void;
}

function OutcomeCard({ outcomeKey, outcome, nodeKey, node, tree, edit, readOnly, onChange, onRemove }: CardProps) {
  const { t, locale } = useSpeech();
  const title = wordsOf(outcome.title, locale) || outcomeKey;
  const flag = (part: "needs_reason" | "refuses") => (
    <Checkbox checked={outcome[part] ?? false} disabled={readOnly}
      onChange={({ target }) => onChange(withParts(outcome, { [part]: target.checked || undefined }))}>
      {t(`tree.outcome.${part}`)}
    </Checkbox>
  );
  return (
    <div className={styles.box}>
      <WordsRow label={t("tree.outcome")} words={outcome.title ?? {}} readOnly={readOnly} onChange={(words) => onChange({ ...outcome, title: words })} />
      {tree && (
        <div className={styles.line}>
          <span>{t("tree.leads")}</span>
          <LeadsPick tree={tree} nodeKey={nodeKey} outcome={outcomeKey} title={title} readOnly={readOnly}
            onChange={(to) => edit(t("tree.edit.leads", { outcome: title }), (bundle) => onTree(bundle, (each) => lead(each, nodeKey, outcomeKey, to)))} />
        </div>
      )}
      <div className={styles.checks}>
        {flag("needs_reason")}
        {node.many && flag("refuses")}
      </div>
      {!readOnly && (
        <Button size="small" type="text" className={styles.gone ?? ""} aria-label={t("tree.outcome.remove", { outcome: title })} onClick={onRemove}>
          {t("tree.act.remove")}
        </Button>
      )}
    </div>
  );
}

interface LeadsProps {
  readonly tree: Tree;
  readonly nodeKey: string;
  readonly outcome: string;
  readonly title: string;
  readonly readOnly: boolean;
  readonly onChange: (to: Leads) => void;
}

function LeadsPick({ tree, nodeKey, outcome, title, readOnly, onChange }: LeadsProps) {
  const { t, locale } = useSpeech();
  const place = spotOf(tree, nodeKey)?.place;
  if (!place) return null;
  const now = leadsOf(place, outcome);
  const steps = stepsBefore(tree, nodeKey).map(({ key, node }) => ({ value: `back:${key}`, label: t("tree.leads.back", { step: wordsOf(node.title, locale) || key }) }));
  return (
    <Pick label={t("tree.leads.of", { outcome: title })} value={typeof now === "string" ? now : `back:${now.back}`} disabled={readOnly}
      options={[{ value: "on", label: t("tree.leads.on") }, ...steps, { value: "branch", label: t("tree.leads.branch") }]}
      onChange={(to) => onChange(to === "on" || to === "branch" ? to : { back: to.slice("back:".length) })} />
  );
}
