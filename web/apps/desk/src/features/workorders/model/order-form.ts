import type { OrderDetail } from "@gongdan/api/shapes";
import { type Field, readForm } from "@gongdan/forms/core/read-form";
import type { Speech } from "@gongdan/i18n/speech";

const facts: ReadonlySet<string> = new Set(["title", "description", "place", "urgency", "impact", "due_at", "tags"]);
const person = "contact.";
const where = "location.";

/** What every order has, whatever its kind. */
export function ownFields({ t }: Speech): readonly Field[] {
  const schema = {
    required: ["title", "urgency", "impact"],
    properties: {
      title: { type: "string", title: t("report.field.title"), description: t("report.hint.title"), maxLength: 200 },
      description: { type: "string", title: t("report.field.description"), maxLength: 10_000 },
      place: { type: "string", title: t("report.field.place"), maxLength: 200 },
      urgency: {
        type: "integer",
        title: t("fact.urgency"),
        default: 3,
        oneOf: ([1, 2, 3, 4] as const).map((value) => ({ const: value, title: t(`urgency.${value}`) })),
      },
      impact: {
        type: "integer",
        title: t("fact.impact"),
        default: 3,
        oneOf: ([1, 2, 3] as const).map((value) => ({ const: value, title: t(`impact.${value}`) })),
      },
      due_at: { type: "string", format: "date-time", title: t("report.field.due") },
    },
  };
  return readForm({ schema }, "");
}

/** Whom to ask about the order; `known` is shown where it may only be seen in part. */
export function contactFields({ t }: Speech, known?: OrderDetail["contact"]): readonly Field[] {
  const kept = (value: string | undefined, otherwise = "") =>
    known && known.view !== "full" && value ? t("contact.kept", { value }) : otherwise;
  const part = (title: string, maxLength: number, description: string) => ({ type: "string", title, maxLength, description });
  const properties = {
    [`${person}name`]: part(t("contact.name"), 200, kept(known?.name, t("contact.sealed"))),
    [`${person}phone`]: part(t("contact.phone"), 40, kept(known?.phone)),
    [`${person}email`]: part(t("contact.email"), 100, kept(known?.email)),
  };
  return readForm({ schema: { properties } }, "");
}

/** Whether an answer belongs to the order itself, its contact or its location, not to the form of its kind. */
export function isOwn(name: string): boolean {
  return facts.has(name) || name.startsWith(person) || name.startsWith(where);
}

type Answers = Readonly<Record<string, unknown>>;

/** Puts answers where the server reads them: the order's own on top, those of contact, location and kind below. */
export function inPlaces(answers: Answers): Answers {
  const those = (belongs: (name: string) => boolean, from = 0) =>
    Object.entries(answers).flatMap(([name, value]) => (belongs(name) ? [[name.slice(from), value] as const] : []));
  const contact = those((name) => name.startsWith(person), person.length);
  const location = those((name) => name.startsWith(where), where.length);
  const fields = those((name) => !isOwn(name));
  return {
    ...Object.fromEntries(those((name) => facts.has(name))),
    ...(contact.length > 0 && { contact: Object.fromEntries(contact) }),
    ...(location.length > 0 && { location: Object.fromEntries(location) }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  };
}
