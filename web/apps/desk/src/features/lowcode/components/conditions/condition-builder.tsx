import { feelOf } from "@gongdan/flow-model/conditions/feel-text";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { ruleOf } from "@gongdan/flow-model/conditions/read-rule";
import { readingOf } from "@gongdan/flow-model/conditions/reading";
import type { Group } from "@gongdan/flow-model/conditions/rule";
import { useSpeech } from "@gongdan/i18n/react";
import { Input, Segmented } from "antd";
import { useId, useState } from "react";
import type { Finding } from "../../model/part";
import { readingWords } from "../../model/reading-words";
import { ruleWords } from "../../model/rule-words";
import { GroupEditor } from "./group-editor";
import styles from "./conditions.module.css";

interface Props {
  readonly label: string;
  /** FEEL; empty: nothing is said yet. */
  readonly value: string;
  readonly fields: readonly Comparable[];
  /** What the server's check says of this text. */
  readonly findings?: readonly Finding[];
  readonly readOnly: boolean;
  readonly onChange: (feel: string) => void;
}

/**
 * One condition in two views: rows of field, comparison and value, or the FEEL text itself. A text that says more than
 * rows can show opens as text and is changed by nobody but the one who types in it.
 */
export function ConditionBuilder({ label, value, fields, findings = [], readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const [typing, setTyping] = useState(false);
  const rule = ruleOf(value, fields);
  const text = typing || rule === undefined;
  return (
    <div role="group" className={styles.builder} aria-label={label}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <Segmented size="small" value={text ? "text" : "rows"} onChange={(view) => setTyping(view === "text")}
          options={[
            { value: "rows", label: t("condition.rows"), disabled: rule === undefined },
            { value: "text", label: t("condition.text") },
          ]} />
      </div>
      {text ? (
        <>
          <TextView rich={rule === undefined} label={label} value={value} readOnly={readOnly} onChange={onChange} />
          {rule === undefined && <RichReading value={value} fields={fields} />}
        </>
      ) : (
        <RowsView rule={rule} value={value} fields={fields} readOnly={readOnly} onChange={onChange} />
      )}
      {findings.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.fault}>
          {each.what} {each.mend}
        </p>
      ))}
    </div>
  );
}

interface TextProps {
  readonly rich: boolean;
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly onChange: (feel: string) => void;
}

function TextView({ rich, label, value, readOnly, onChange }: TextProps) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <>
      <Input.TextArea aria-label={t("condition.text.of", { label })} aria-describedby={id} className={styles.text} value={value} disabled={readOnly}
        rows={4} maxLength={2000} spellCheck={false} onChange={({ target }) => onChange(target.value)} />
      <p id={id} className={styles.quiet}>
        {t(rich ? "condition.text.rich" : "condition.text.help")}
      </p>
    </>
  );
}

/** A text that rows can't show, in words as far as it is understood; the rest of it stays FEEL. */
function RichReading({ value, fields }: { readonly value: string; readonly fields: readonly Comparable[] }) {
  const speech = useSpeech();
  const reading = readingOf(value, fields);
  if (reading === undefined) return null;
  return (
    <p className={styles.sentence} role="status">
      {speech.t("condition.reading")}
      {readingWords(reading, fields, speech).map(({ words, code }, place) => (code ? <code key={place}>{words}</code> : words))}
    </p>
  );
}

interface RowsProps {
  readonly rule: Group;
  readonly value: string;
  readonly fields: readonly Comparable[];
  readonly readOnly: boolean;
  readonly onChange: (feel: string) => void;
}

/** The rows; those that are not finished yet are kept here, for the text can't hold them. */
function RowsView({ rule, value, fields, readOnly, onChange }: RowsProps) {
  const speech = useSpeech();
  const [unfinished, setUnfinished] = useState<{ readonly group: Group; readonly of: string }>();
  const shown = unfinished?.of === value ? unfinished.group : rule;
  const set = (group: Group) => {
    const feel = feelOf(group);
    setUnfinished({ group, of: feel });
    if (feel !== value) onChange(feel);
  };
  return (
    <>
      <GroupEditor group={shown} fields={fields} readOnly={readOnly} depth={0} onChange={set} />
      {value !== "" && (
        <p className={styles.sentence} role="status">
          {speech.t("condition.reads", { sentence: ruleWords(rule, fields, speech) })}
        </p>
      )}
    </>
  );
}
