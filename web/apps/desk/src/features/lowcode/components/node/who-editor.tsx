import type { Rule } from "@gongdan/flow-model/bundle";
import { served } from "@gongdan/flow-model/served";
import { bag, list } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button, InputNumber, Select } from "antd";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useState } from "react";
import { peopleQuery, roleNamesQuery } from "../../api/directory";
import type { Names } from "../../model/who-words";
import { type WhoKind, whoKind, whoKinds, whoStart } from "../../model/who-kinds";
import { Pick } from "./pick";
import styles from "./node.module.css";

interface Props {
  readonly label: string;
  readonly rule: Rule;
  readonly names: Names;
  /** Fields that name people. */
  readonly people: readonly string[];
  readonly readOnly: boolean;
  readonly deep?: number;
  readonly onChange: (rule: Rule) => void;
}

/** Who acts: a role, a person, whom a field names, the reporter, a manager, or any of several. */
export function WhoEditor({ label, rule, names, people, readOnly, deep = 0, onChange }: Props) {
  const { t } = useSpeech();
  const kind = whoKind(rule);
  const asks = (each: WhoKind) => each === "manager" || each === "unit";
  const kinds = whoKinds.filter((each) => (deep < 2 || each !== "any") && (served.directory || !asks(each) || each === kind));
  const inner = { names, people, readOnly, deep: deep + 1 };
  const otherwise = bag(rule)["else"];
  return (
    <div className={styles.who} data-deep={deep > 0}>
      <Pick label={label} value={kind} disabled={readOnly} onChange={(chosen) => onChange(whoStart(chosen, rule))}
        options={kinds.map((value) => ({ value, label: t(`tree.who.kind.${value}`) }))} />
      <WhoDetail kind={kind} rule={rule} {...inner} onChange={onChange} />
      {(kind === "field" || kind === "manager") && otherwise === undefined && !readOnly && (
        <Button size="small" type="link" onClick={() => onChange({ ...rule, else: { role: "dispatcher" } })}>
          {t("tree.who.else.add")}
        </Button>
      )}
      {otherwise !== undefined && (
        <div className={styles.inner}>
          <span className={styles.quiet}>{t("tree.who.else.label")}</span>
          <WhoEditor label={t("tree.who.else.label")} rule={bag(otherwise)} {...inner} onChange={(next) => onChange({ ...rule, else: next })} />
        </div>
      )}
    </div>
  );
}

interface DetailProps extends Omit<Props, "label" | "deep"> {
  readonly kind: WhoKind;
  readonly deep: number;
}

function WhoDetail({ kind, rule, onChange, ...inner }: DetailProps) {
  const { t } = useSpeech();
  const { readOnly, names, people } = inner;
  switch (kind) {
    case "role":
    case "unit":
      return <RolePick value={plain(rule["role"])} readOnly={readOnly} onChange={(role) => onChange({ ...rule, role })} />;
    case "user":
      return <PersonPick value={plain(rule["user"])} names={names} readOnly={readOnly} onChange={(user) => onChange({ user })} />;
    case "manager":
      return (
        <InputNumber aria-label={t("tree.who.levels")} min={1} max={9} precision={0} disabled={readOnly} value={Number(rule["manager"] ?? 1)}
          onChange={(manager) => manager !== null && onChange({ ...rule, manager })} />
      );
    case "field":
      return (
        <Pick label={t("tree.who.field.label")} value={plain(rule["field"])} disabled={readOnly} onChange={(field) => onChange({ ...rule, field })}
          options={["assignee", "reporter", ...people].map((value) => ({ value, label: fieldName(value, names, t) }))} />
      );
    case "any":
      return <Several rules={list(rule["any"]).map(bag)} onChange={(any) => onChange({ any })} {...inner} />;
    case "reporter":
      return null;
  }
}

const plain = (value: unknown): string => (typeof value === "string" ? value : "");

function fieldName(name: string, names: Names, t: ReturnType<typeof useSpeech>["t"]): string {
  return name === "assignee" || name === "reporter" ? t(`tree.who.${name}`) : names.field(name);
}

interface SeveralProps extends Omit<Props, "label" | "rule" | "onChange" | "deep"> {
  readonly rules: readonly Rule[];
  readonly deep: number;
  readonly onChange: (rules: readonly Rule[]) => void;
}

function Several({ rules, onChange, ...inner }: SeveralProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.several}>
      {rules.map((each, index) => (
        // a rule has no key of its own; its place in the list is what it is
        <div key={index} className={styles.inner}>
          <WhoEditor label={t("tree.who.nth", { n: index + 1 })} rule={each} {...inner} onChange={(rule) => onChange(rules.with(index, rule))} />
          {rules.length > 1 && !inner.readOnly && (
            <Button size="small" type="text" aria-label={t("tree.who.remove", { n: index + 1 })} onClick={() => onChange(rules.toSpliced(index, 1))}>
              ✕
            </Button>
          )}
        </div>
      ))}
      {!inner.readOnly && (
        <Button size="small" type="dashed" onClick={() => onChange([...rules, { role: "supervisor" }])}>
          {t("tree.who.add")}
        </Button>
      )}
    </div>
  );
}

interface OneProps {
  readonly label?: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

export function RolePick({ label, value, readOnly, onChange }: OneProps) {
  const { t, locale } = useSpeech();
  const { data = [] } = useQuery(roleNamesQuery);
  const options = data.map(({ key, name_zh, name_en }) => ({ value: key, label: locale === "zh" ? name_zh : name_en }));
  return <Pick label={label ?? t("tree.who.role")} value={value === "" ? undefined : value} options={options} disabled={readOnly} onChange={onChange} />;
}

function PersonPick({ value, names, readOnly, onChange }: OneProps & { readonly names: Names }) {
  const { t } = useSpeech();
  const [q, setQ] = useState("");
  const { data = [] } = useQuery(peopleQuery(q));
  const options = data.map(({ id, name, login }) => ({ value: id, label: t("tree.who.person.named", { name, login }) }));
  const known = value === "" || options.some((each) => each.value === value);
  return (
    <Select aria-label={t("tree.who.person")} value={value || null} disabled={readOnly} getPopupContainer={besidePage}
      showSearch={{ filterOption: false, onSearch: setQ }} onChange={onChange}
      notFoundContent={t("tree.who.person.none")}
      options={known ? options : [{ value, label: names.person(value) }, ...options]} />
  );
}
