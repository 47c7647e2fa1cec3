import { type Issue, startingValues } from "@gongdan/forms/core/check";
import type { Bag } from "@gongdan/forms/core/json";
import { knownAtReport } from "@gongdan/forms/core/known-at-report";
import { type Field, type FormDefinition, readForm, type Section, sectionsOf, type Value, type Values } from "@gongdan/forms/core/read-form";
import { useLiveForm } from "@gongdan/forms/preact/use-live-form";
import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useMemo, useState } from "preact/hooks";

export interface Asked {
  readonly fields: readonly Field[];
  readonly values: Values;
  /** What was entered, without what the form begins with. */
  readonly entered: Values;
  readonly sections: readonly Section[];
  /** What is wrong, once somebody tried to send. */
  readonly issues: readonly Issue[];
  readonly onChange: (name: string, value: Value) => void;
  /** What would be sent now, whether it is complete or not. */
  readonly sent: Bag;
  /** The answers to send; undefined where something is wrong: then it is shown, and the first of it has the focus. */
  readonly answers: () => Bag | undefined;
}

const nothing: Values = {};
const atReport = knownAtReport({});

/** What is asked by a form, judged with every key as the server will judge it; `known` is what the order knows (without, it is reported just now), `begun` what was entered before. */
export function useAsked(form: FormDefinition | null | undefined, known: Bag = atReport, begun: Values = nothing): Asked {
  const { locale } = useSpeech();
  const [entered, setEntered] = useState(begun);
  const [tries, setTries] = useState(0);
  const definition = form ?? undefined;
  const fields = useMemo(() => (definition ? readForm(definition, locale) : []), [definition, locale]);
  const values = useMemo(() => ({ ...startingValues(fields, known), ...entered }), [fields, entered]);
  const live = useLiveForm(definition, fields, values, known);
  const sections = useMemo(() => (definition ? sectionsOf(definition, fields.map(({ name }) => name), locale) : []), [definition, fields, locale]);
  useEffect(() => {
    if (tries > 0) document.querySelector<HTMLElement>("form [aria-invalid]")?.focus();
  }, [tries]);
  return {
    fields: live.fields,
    values: live.values,
    entered,
    sections,
    issues: tries > 0 ? live.issues : [],
    onChange: (name, value) => setEntered({ ...entered, [name]: value }),
    sent: live.sent,
    answers: () => {
      // without the language of its rules nobody knows what the form asks: the server judges
      if (live.issues.length === 0 || !live.ready) return live.sent;
      setTries(tries + 1);
      return undefined;
    },
  };
}
