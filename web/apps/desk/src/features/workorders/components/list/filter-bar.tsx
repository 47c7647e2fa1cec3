import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { stages } from "@gongdan/tokens/stages";
import { Button, Input, type InputRef, Select } from "antd";
import { type Ref, useEffect, useState } from "react";
import { aboutNames, isFiltered, type OrderFilter, statuses, urgencies } from "../../model/order-filter";
import { AboutChip } from "./about-chip";
import styles from "./filter-bar.module.css";

interface Props {
  readonly filter: OrderFilter;
  readonly onChange: (filter: OrderFilter) => void;
  readonly searchBox: Ref<InputRef>;
}

/** The filter as one sentence of choices; it is the page's address and the API's query. */
export function FilterBar({ filter, onChange, searchBox }: Props) {
  const { t, word } = useSpeech();
  const set = (name: keyof OrderFilter, value: unknown) => {
    onChange({ ...filter, [name]: value });
  };
  return (
    <search className={styles.bar} aria-label={t("list.filters")}>
      <SearchBox words={filter.q ?? ""} box={searchBox} onSearch={(q) => { set("q", q || undefined); }} />
      {aboutNames.map((name) => {
        const id = filter[name];
        return id && <AboutChip key={name} what={name} id={id} onDrop={() => { set(name, undefined); }} />;
      })}
      <div className={styles.choices}>
        <Choice label={t("list.filter.stage")} value={filter.stage} onChange={(value) => { set("stage", value); }}
          options={stages.map((value) => ({ value, label: word("stage", value, "status.unknown") }))} />
        <Choice label={t("list.filter.status")} value={filter.status} onChange={(value) => { set("status", value); }}
          options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))} />
        <Choice label={t("list.filter.urgency")} value={filter.urgency} onChange={(value) => { set("urgency", value); }}
          options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))} />
      </div>
      <div className={styles.below}>
        <label className={styles.mine}>
          <input
            type="checkbox"
            checked={Boolean(filter.assignee)}
            onChange={(event) => { set("assignee", event.target.checked ? "me" : undefined); }}
          />
          {t("list.filter.assignee")}
        </label>
        {isFiltered(filter) && (
          <Button type="link" size="small" className={styles.clear} onClick={() => { onChange({}); }}>
            {t("list.filter.clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

interface SearchProps {
  readonly words: string;
  readonly box: Ref<InputRef>;
  readonly onSearch: (words: string) => void;
}

/** Searches a moment after the last key, or on Enter. */
function SearchBox({ words, box, onSearch }: SearchProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState(words);
  const [searched, setSearched] = useState(words);
  if (searched !== words) {
    setSearched(words);
    if (typed.trim() !== words) setTyped(words);
  }
  useEffect(() => {
    if (typed.trim() === words) return;
    const timer = setTimeout(() => { onSearch(typed.trim()); }, 600);
    return () => { clearTimeout(timer); };
  }, [typed, words, onSearch]);
  return (
    <Input
      ref={box}
      type="search"
      allowClear
      value={typed}
      aria-label={t("list.search")}
      placeholder={t("list.search")}
      onChange={(event) => { setTyped(event.target.value); }}
      onPressEnter={() => { onSearch(typed.trim()); }}
    />
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: { value: Value; label: string }[];
  readonly onChange: (value: Value | undefined) => void;
}

function Choice<Value extends string | number>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      popupMatchSelectWidth={false}
      getPopupContainer={besideField}
      value={value ?? null}
      options={options}
      onChange={(next: Value | null | undefined) => { onChange(next ?? undefined); }}
    />
  );
}
