import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { type Group, isGroup, opsOf, type Test } from "@gongdan/flow-model/conditions/rule";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Segmented } from "antd";
import { TestRow } from "./test-row";
import styles from "./conditions.module.css";

interface Props {
  readonly group: Group;
  readonly fields: readonly Comparable[];
  readonly readOnly: boolean;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
}

/** How deep groups may be made here; deeper ones that came along are shown all the same. */
const deepest = 2;

/** Comparisons of which all or any must hold, and groups of them. */
export function GroupEditor({ group, fields, readOnly, depth, onChange }: Props) {
  const { t } = useSpeech();
  const { parts } = group;
  const first = fields[0];
  const fresh = (): Test => ({ field: first?.name ?? "", op: opsOf[first?.kind ?? "text"][0], value: null });
  const set = (index: number, part: Group | Test) => onChange({ ...group, parts: parts.with(index, part) });
  const drop = (index: number) => onChange({ ...group, parts: parts.toSpliced(index, 1) });
  return (
    <div className={styles.group} data-deep={depth > 0}>
      {parts.length > 1 && (
        <Segmented size="small" disabled={readOnly} value={group.all ? "all" : "any"} onChange={(all) => onChange({ ...group, all: all === "all" })}
          options={[
            { value: "all", label: t("condition.all") },
            { value: "any", label: t("condition.any") },
          ]} />
      )}
      {parts.length === 0 && <p className={styles.quiet}>{t("condition.none")}</p>}
      {parts.map((part, index) =>
        isGroup(part) ? (
          <div key={index} className={styles.nested}>
            <GroupEditor group={part} fields={fields} readOnly={readOnly} depth={depth + 1} onChange={(next) => (next.parts.length === 0 ? drop(index) : set(index, next))} />
          </div>
        ) : (
          <TestRow key={index} test={part} turn={index + 1} fields={fields} readOnly={readOnly} onChange={(next) => set(index, next)} onRemove={() => drop(index)} />
        ),
      )}
      {!readOnly && first && (
        <div className={styles.acts}>
          <Button size="small" type="dashed" onClick={() => onChange({ ...group, parts: [...parts, fresh()] })}>
            {t("condition.add")}
          </Button>
          {depth < deepest && parts.length > 0 && (
            <Button size="small" type="text" onClick={() => onChange({ ...group, parts: [...parts, { all: !group.all, parts: [fresh()] }] })}>
              {t("condition.add.group")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
