import { useSpeech } from "@gongdan/i18n/react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Bag } from "../core/json";
import { type Language, noLanguage } from "../core/judge";
import { hasRules, judgedForm } from "../core/judged-form";
import { type LiveForm, liveForm, reckonedValues } from "../core/live-form";
import { languageOf } from "../core/load-feel";
import type { Field, FormDefinition, Values } from "../core/read-form";

/** The language of a form's rules; until it has come, what depends on a rule is not shown. */
export function useLanguage(definition: FormDefinition | undefined): Language {
  const form = useMemo(() => definition && judgedForm(definition), [definition]);
  const [loaded, setLoaded] = useState<{ readonly of: unknown; readonly language: Language }>();
  useEffect(() => {
    let wanted = true;
    if (form && hasRules(form)) {
      void languageOf(form).then((language) => {
        if (wanted) setLoaded({ of: form, language });
      });
    }
    return () => {
      wanted = false;
    };
  }, [form]);
  return loaded && loaded.of === form ? loaded.language : noLanguage;
}

/** A form as it stands under its answers; the judgement follows the keys, it does not hold them up. */
export function useLiveForm(definition: FormDefinition | undefined, fields: readonly Field[], values: Values, context: Bag): LiveForm {
  const { locale } = useSpeech();
  const language = useLanguage(definition);
  const form = useMemo(() => judgedForm(definition ?? { schema: {} }), [definition]);
  const judged = useDeferredValue(values);
  // what is known comes anew with every drawing; its words tell whether it changed
  const known = JSON.stringify(context);
  const live = useMemo(() => liveForm(form, fields, judged, JSON.parse(known) as Bag, language, locale), [form, fields, judged, known, language, locale]);
  return useMemo(() => ({ ...live, values: { ...values, ...reckonedValues(live, values) } }), [live, values]);
}
