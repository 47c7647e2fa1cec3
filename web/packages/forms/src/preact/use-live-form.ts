import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Bag } from "../core/json";
import { type Language, noLanguage } from "../core/judge";
import { hasRules, judgedForm } from "../core/judged-form";
import { type LiveForm, liveForm, reckonedValues } from "../core/live-form";
import { languageOf } from "../core/load-feel";
import type { Field, FormDefinition, Values } from "../core/read-form";

/** A form as it stands under its answers; `ready` once the language of its rules, if it has any, is there. */
export interface Standing extends LiveForm {
  readonly ready: boolean;
}

const nothing: FormDefinition = { schema: {} };

/** Judges a form with every key, by the same core as the desk; FEEL is fetched only where there are rules. */
export function useLiveForm(definition: FormDefinition | undefined, fields: readonly Field[], values: Values, context: Bag): Standing {
  const { locale } = useSpeech();
  const form = useMemo(() => judgedForm(definition ?? nothing), [definition]);
  const [loaded, setLoaded] = useState<{ readonly of: unknown; readonly language: Language }>();
  useEffect(() => {
    if (hasRules(form)) void languageOf(form).then((language) => setLoaded({ of: form, language }));
  }, [form]);
  const language = loaded?.of === form ? loaded.language : noLanguage;
  const live = useMemo(() => liveForm(form, fields, values, context, language, locale), [form, fields, values, context, language, locale]);
  return { ...live, values: { ...values, ...reckonedValues(live, values) }, ready: !hasRules(form) || language !== noLanguage };
}
