import { bag } from "./json";
import { noLanguage, type Language } from "./judge";
import { hasRules, type JudgedForm } from "./judged-form";

/** What the order itself knows, beside fields; `rooms/lowcode/contract/named.py` says their types. */
export const orderNames = ["urgency", "impact", "priority", "assignee", "reporter", "outcome"];

/** Every name that a form's rules may read. */
export function namesOf(form: JudgedForm): ReadonlySet<string> {
  const columns = Object.values(form.columns).flat();
  return new Set([...orderNames, ...form.order, ...columns, ...Object.keys(form.reads)]);
}

/** The language of a form's rules; it is fetched only where there are any. */
export async function languageOf(form: JudgedForm, more: Readonly<Record<string, unknown>> = {}): Promise<Language> {
  if (!hasRules(form)) return noLanguage;
  const { feelOver } = await import("./feel");
  return feelOver(new Set([...namesOf(form), ...Object.keys(bag(more))]));
}
