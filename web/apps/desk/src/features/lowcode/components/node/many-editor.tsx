import type { Many } from "@gongdan/flow-model/bundle";
import { changeNode, withParts } from "@gongdan/flow-model/edits/change";
import { setOutcomes } from "@gongdan/flow-model/edits/outcomes";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { verdicts } from "@gongdan/flow-model/starters";
import { useSpeech } from "@gongdan/i18n/react";
import { InputNumber, Radio } from "antd";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import styles from "./node.module.css";

const ways = ["one", "all", "any", "turn", "ratio", "weighted"] as const;
type Way = (typeof ways)[number];
const refusals = ["ends", "waits", "counted"] as const;

const wayOf = (many: Many | undefined): Way => (many === undefined ? "one" : many.sequential ? "turn" : (many.rule ?? "all"));

/** Whether one does it for all, or several sign: all, any, in turn, a share of them, by votes; and what a refusal does. */
export function ManyEditor({ nodeKey, node, tree, edit, readOnly }: NodePartProps) {
  const { t } = useSpeech();
  const { many } = node;
  const way = wayOf(many);
  const set = (next: Many | undefined) =>
    edit(t("tree.edit.many"), (bundle) => {
      const changed = changeNode(bundle, nodeKey, { many: next });
      const refusable = Object.values(node.outcomes ?? {}).some(({ refuses }) => refuses);
      if (next === undefined || refusable || !tree) return changed;
      return onTree(changed, (each) => setOutcomes(each, nodeKey, { ...node.outcomes, ...verdicts }));
    });
  const change = (parts: { readonly [Each in keyof Many]?: Many[Each] | undefined }) => many && set(withParts(many, parts));
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.many")}</legend>
      <Radio.Group value={way} disabled={readOnly} className={styles.choices} aria-label={t("tree.many")}
        onChange={({ target }) => set(manyOf(target.value as Way, many))}>
        {ways.map((each) => (
          <Radio key={each} value={each}>
            {t(`tree.many.${each}`)}
            <small className={styles.small}>{t(`tree.many.${each}.for`)}</small>
          </Radio>
        ))}
      </Radio.Group>
      {many && (way === "ratio" || way === "weighted") && (
        <div className={styles.line}>
          <span>{t("tree.many.share")}</span>
          <InputNumber aria-label={t("tree.many.share")} min={1} max={100} precision={0} suffix="%" disabled={readOnly}
            value={many.share ? Math.round(Number(many.share) * 100) : 51}
            onChange={(share) => change({ share: share === null || share === 51 ? undefined : String(share / 100) })} />
        </div>
      )}
      {many && (
        <div className={styles.line}>
          <span>{t("tree.refusal")}</span>
          <Pick label={t("tree.refusal")} value={many.on_refusal ?? "counted"} disabled={readOnly}
            options={refusals.map((value) => ({ value, label: t(`tree.refusal.${value}`) }))}
            onChange={(on_refusal) => change({ on_refusal: on_refusal === "counted" ? undefined : on_refusal })} />
        </div>
      )}
    </fieldset>
  );
}

function manyOf(way: Way, before: Many = {}): Many | undefined {
  if (way === "one") return undefined;
  const { sequential: _sequential, rule: _rule, ...rest } = before;
  if (way === "turn") return { ...rest, sequential: true };
  return way === "all" ? rest : { ...rest, rule: way };
}
