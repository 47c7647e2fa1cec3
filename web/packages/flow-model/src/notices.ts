/** Notifications of a definition: pure edits, what a text may name, and how it reads with an example. */
import type { Bundle, Field, Notice, Rule } from "./bundle";
import type { Words } from "./words";
import examples from "./examples.json";

export const moments = ["opened", "outcome", "reminded", "overdue", "ended"] as const satisfies readonly Notice["when"][];

/** Whoever has the step, and those who follow the order: what only notifications can name. */
export const holders: Rule = { holder: true };
export const watchers: Rule = { watchers: true };
export const isOurs = (rule: Rule) => "holder" in rule || "watchers" in rule;

/** What every text may name beside fields (`rooms/lowcode/contract/placeholders.py`). */
export const orderNames = ["number", "title", "step", "outcome"] as const;

/** A notification to begin with: the reporter hears how each step came out. */
export const firstNotice: Notice = { when: "outcome", to: [{ reporter: true }], text: examples.notice };

export function noticeKey(bundle: Bundle): string {
  for (let count = 1; ; count += 1) if (!(`notice_${count}` in (bundle.notifications ?? {}))) return `notice_${count}`;
}

export function setNotice(bundle: Bundle, key: string, notice: Notice): Bundle {
  return { ...bundle, notifications: { ...bundle.notifications, [key]: notice } };
}

export function removeNotice(bundle: Bundle, key: string): Bundle {
  const { [key]: _gone, ...notifications } = bundle.notifications ?? {};
  return { ...bundle, notifications };
}

/** A notification about something else: what was said for the former moment and means nothing for this one goes. */
export function about(notice: Notice, parts: Pick<Notice, "when" | "node" | "outcome" | "times">): Notice {
  const { to, text } = notice;
  const { when, node, outcome, times } = parts;
  return {
    when,
    to,
    text,
    ...(when !== "ended" && node && { node }),
    ...(when === "outcome" && outcome && { outcome }),
    ...(when === "reminded" && times !== undefined && times > 1 && { times }),
  };
}

/** Fields that a text may name: what is kept as ciphertext can't be told, nor can lines. */
export function tellable(bundle: Bundle): readonly (readonly [string, Field])[] {
  return Object.entries(bundle.fields ?? {}).filter(
    ([, { privacy, schema }]) => privacy !== "personal" && privacy !== "sensitive" && schema["type"] !== "array",
  );
}

/** A text with a place for a name put in where the cursor stands. */
export function withPlace(text: string, name: string, from: number, to: number): string {
  return `${text.slice(0, from)}{${name}}${text.slice(to)}`;
}

const place = /\{([a-z][a-z0-9_]{0,39})\}/gu;

/** A text as it will be read: names filled in, a dash for what an order may not have. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(place, (_all, name: string) => values[name] ?? "–");
}

/** What stands in for a field in an example: its first choice, or something of its kind. */
export function exampleOf({ schema, options = {}, unit = "" }: Field, locale: string): string {
  const [first] = Array.isArray(schema["enum"]) ? (schema["enum"] as unknown[]) : [];
  if (typeof first === "string") return options[first]?.[locale] ?? first;
  if (schema["format"] === "decimal") return `1280.50${unit && ` ${unit}`}`;
  if (schema["type"] === "integer") return `3${unit && ` ${unit}`}`;
  if (schema["format"] === "date") return "2026-03-18";
  if (schema["type"] === "boolean") return (examples.yes as Words)[locale] ?? "";
  return "…";
}
