import type { Evidence, Permission } from "@gongdan/flow-model/bundle";
import { changeNode } from "@gongdan/flow-model/edits/change";
import { bag, wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, InputNumber } from "antd";
import type { NodePartProps } from "./panel-props";
import { Pick } from "./pick";
import { WordsRow } from "./words-row";
import styles from "./node.module.css";

const permissions = ["edit", "required", "read", "hidden"] as const satisfies readonly Permission[];
const kinds = ["photo", "video", "file", "signature", "location"] as const satisfies readonly Evidence["kind"][];

/** What the step asks: its form, which of the form's fields may be written, and the evidence that it demands. */
export function FormEditor({ nodeKey, node, bundle, edit, readOnly }: NodePartProps) {
  const { t, locale } = useSpeech();
  const forms = Object.entries(bundle.forms ?? {}).map(([value, form]) => ({ value, label: wordsOf(form.title, locale) || value }));
  const asked = Object.keys(bag(bag(bundle.forms?.[node.form ?? ""]?.schema)["properties"]));
  const named = [...new Set([...asked, ...Object.keys(node.fields ?? {})])].filter((name) => bundle.fields?.[name]);
  const allow = (name: string, permission: Permission) => {
    const { [name]: _before, ...others } = node.fields ?? {};
    const fields = permission === "edit" ? others : { ...others, [name]: permission };
    edit(t("tree.edit.fields"), (each) => changeNode(each, nodeKey, { fields: Object.keys(fields).length > 0 ? fields : undefined }));
  };
  return (
    <div className={styles.parts}>
      <fieldset className={styles.group}>
        <legend>{t("tree.form")}</legend>
        <Pick label={t("tree.form")} value={node.form ?? ""} disabled={readOnly} options={[{ value: "", label: t("tree.form.none") }, ...forms]}
          onChange={(form) => edit(t("tree.edit.form"), (each) => changeNode(each, nodeKey, { form: form || undefined }))} />
      </fieldset>
      {named.length > 0 && (
        <fieldset className={styles.group}>
          <legend>{t("tree.fields")}</legend>
          {named.map((name) => (
            <div key={name} className={styles.line}>
              <span className={styles.grow}>{wordsOf(bundle.fields?.[name]?.title, locale) || name}</span>
              <Pick label={t("tree.field.of", { field: wordsOf(bundle.fields?.[name]?.title, locale) || name })} value={node.fields?.[name] ?? "edit"}
                disabled={readOnly} options={permissions.map((value) => ({ value, label: t(`tree.field.${value}`) }))} onChange={(chosen) => allow(name, chosen)} />
            </div>
          ))}
        </fieldset>
      )}
      <EvidenceEditor evidence={node.evidence ?? []} readOnly={readOnly}
        onChange={(evidence) =>
          edit(t("tree.edit.evidence"), (each) => changeNode(each, nodeKey, { evidence: evidence.length > 0 ? evidence : undefined }))
        } />
    </div>
  );
}

interface EvidenceProps {
  readonly evidence: readonly Evidence[];
  readonly readOnly: boolean;
  readonly onChange: (evidence: readonly Evidence[]) => void;
}

function EvidenceEditor({ evidence, readOnly, onChange }: EvidenceProps) {
  const { t } = useSpeech();
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.evidence")}</legend>
      {evidence.length === 0 && <p className={styles.quiet}>{t("tree.evidence.none")}</p>}
      {evidence.map((each, index) => (
        <div key={index} className={styles.box}>
          <div className={styles.line}>
            <Pick label={t("tree.evidence.kind", { n: index + 1 })} value={each.kind} disabled={readOnly}
              options={kinds.map((value) => ({ value, label: t(`tree.evidence.${value}`) }))} onChange={(kind) => onChange(evidence.with(index, { ...each, kind }))} />
            <span>{t("tree.evidence.least")}</span>
            <InputNumber aria-label={t("tree.evidence.least.of", { n: index + 1 })} min={1} max={50} precision={0} value={each.least ?? 1} disabled={readOnly}
              onChange={(least) => least !== null && onChange(evidence.with(index, { ...each, least }))} />
            {!readOnly && (
              <Button size="small" type="text" aria-label={t("tree.evidence.remove", { n: index + 1 })} onClick={() => onChange(evidence.toSpliced(index, 1))}>
                ✕
              </Button>
            )}
          </div>
          <WordsRow label={t("tree.evidence.title")} words={each.title ?? {}} readOnly={readOnly} onChange={(title) => onChange(evidence.with(index, { ...each, title }))} />
        </div>
      ))}
      {!readOnly && (
        <Button size="small" type="dashed" onClick={() => onChange([...evidence, { kind: "photo", ...labelled(evidence) }])}>
          {t("tree.evidence.add")}
        </Button>
      )}
    </fieldset>
  );
}

/** Two shots of one kind are told apart by their labels. */
function labelled(evidence: readonly Evidence[]): { readonly label?: string } {
  const taken = new Set(evidence.map(({ label }) => label ?? ""));
  for (let n = evidence.length + 1; evidence.length > 0; n += 1) if (!taken.has(`shot_${n}`)) return { label: `shot_${n}` };
  return {};
}
