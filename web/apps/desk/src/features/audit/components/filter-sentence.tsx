import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useId } from "react";
import { personQuery, peopleQuery } from "../api/trail";
import { actWords, kindWords } from "../model/deed-words";
import { acts } from "../model/acts";
import { isNarrowed, kinds, outcomes, type TrailFilter } from "../model/trail-filter";
import styles from "./filter-sentence.module.css";
import { Pick } from "./pick";

interface Props {
  readonly filter: TrailFilter;
  readonly onChange: (filter: TrailFilter) => void;
}

/** The filter as one sentence of choices; it is the page's address and the API's question. */
export function FilterSentence({ filter, onChange }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const person = useQuery(personQuery(filter.who ?? ""));
  const set = (part: Partial<Record<keyof TrailFilter, string | undefined>>) => {
    onChange({ ...filter, ...part } as TrailFilter);
  };
  return (
    <search className={styles.sentence} aria-label={t("trail.filter")}>
      <Pick
        label={t("trail.filter.who")}
        value={filter.who ?? ""}
        chosen={person.data}
        query={peopleQuery}
        onChange={(who) => set({ who: who || undefined })}
      />
      <Choice label={t("trail.filter.act")} value={filter.act} onChange={(act) => set({ act })}
        options={acts.map((value) => ({ value, label: actWords(value, speech) }))} />
      <Choice label={t("trail.filter.kind")} value={filter.kind} onChange={(kind) => set({ kind, thing: undefined })}
        options={kinds.map((value) => ({ value, label: kindWords(value, speech) }))} />
      <Choice label={t("trail.filter.outcome")} value={filter.outcome} onChange={(outcome) => set({ outcome })}
        options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
      <Day label={t("trail.filter.from")} value={filter.from} max={filter.to} onChange={(from) => set({ from })} />
      <Day label={t("trail.filter.to")} value={filter.to} min={filter.from} onChange={(to) => set({ to })} />
      {filter.thing && <span className={styles.thing}>{t("trail.filter.thing", { id: filter.thing.slice(-8) })}</span>}
      {isNarrowed(filter) && (
        <Button type="link" className={styles.clear} onClick={() => onChange({})}>
          {t("trail.filter.clear")}
        </Button>
      )}
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: { value: string; label: string }[];
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      className={styles.choice}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      getPopupContainer={besideField}
      value={value ?? null}
      options={options}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Day({ label, value, min, max, onChange }: DayProps) {
  const id = useId();
  return (
    <span className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        value={value ?? ""}
        min={min}
        max={max}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </span>
  );
}
