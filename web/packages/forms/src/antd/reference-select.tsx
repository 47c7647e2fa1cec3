import { useSpeech } from "@gongdan/i18n/react";
import { Input, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { besideField } from "./beside-field";
import { type Looked, useLookup } from "./lookup";

interface Props {
  readonly id: string;
  readonly kind: string;
  readonly many: boolean;
  readonly chosen: readonly string[];
  readonly disabled: boolean;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

const pause = 250;

/** Choose what a field points at: found by words while one types, shown by name. */
export function ReferenceSelect({ id, kind, many, chosen, disabled, wrong, describedBy, onChange }: Props) {
  const { t } = useSpeech();
  const lookup = useLookup();
  const [found, setFound] = useState<readonly Looked[]>([]);
  const [known, setKnown] = useState<Readonly<Record<string, Looked>>>({});
  const [loading, setLoading] = useState(false);
  const search = useSearch((words, signal) => {
    setLoading(true);
    lookup.find(kind, words, signal).then(
      (all) => { setFound(all); setLoading(false); },
      () => setLoading(false),
    );
  });
  const nameless = chosen.filter((each) => !known[each]).join(",");
  useEffect(() => {
    const ended = new AbortController();
    for (const each of nameless.split(",").filter(Boolean)) {
      void lookup.named(kind, each, ended.signal).then(
        (name) => setKnown((all) => ({ ...all, [each]: { id: each, name, beside: "" } })),
        () => undefined,
      );
    }
    return () => { ended.abort(); };
  }, [kind, lookup, nameless]);

  const aria = { id, disabled, status: wrong ? ("error" as const) : ("" as const), "aria-invalid": wrong, "aria-describedby": describedBy };
  if (!lookup.knows(kind)) {
    const typed = (text: string) => onChange(text.split(/[\s,]+/).filter(Boolean));
    return <Input {...aria} placeholder={t("form.find.closed")} value={chosen.join(", ")} onChange={(event) => typed(event.target.value)} />;
  }
  const kept = chosen.map((each) => known[each] ?? { id: each, name: each, beside: "" });
  const shown = [...kept, ...found.filter((each) => !chosen.includes(each.id))];
  const options = shown.map((each) => ({ value: each.id, label: [each.name, each.beside].filter(Boolean).join(" · "), disabled: false }));
  const none = [{ value: "", label: t("form.find.none"), disabled: true }];
  const choose = (next: readonly string[]) => {
    setKnown((all) => ({ ...all, ...Object.fromEntries(shown.filter((each) => next.includes(each.id)).map((each) => [each.id, each])) }));
    onChange(next);
  };
  const common = {
    ...aria,
    allowClear: true,
    loading,
    placeholder: t("form.find"),
    getPopupContainer: besideField,
    showSearch: { filterOption: false, onSearch: search } as const,
    onOpenChange: (open: boolean) => { if (open) search(""); },
    options: options.length > 0 ? options : none,
  };
  if (many) return <Select<string[]> {...common} mode="multiple" value={[...chosen]} onChange={choose} />;
  return <Select<string | null> {...common} value={chosen[0] ?? null} onChange={(next) => choose(next ? [next] : [])} />;
}

/** Runs a search a moment after the last key, and lets go of the one before. */
function useSearch(run: (words: string, signal: AbortSignal) => void): (words: string) => void {
  const last = useRef({ timer: 0, ended: new AbortController() });
  useEffect(() => {
    const now = last.current;
    return () => { window.clearTimeout(now.timer); };
  }, []);
  return (words) => {
    const now = last.current;
    window.clearTimeout(now.timer);
    now.ended.abort();
    now.ended = new AbortController();
    const { signal } = now.ended;
    now.timer = window.setTimeout(() => run(words.trim(), signal), pause);
  };
}
