import type { FormBody, ReportBody } from "@gongdan/api/shapes";
import { filledIn } from "@gongdan/forms/core/check";
import { type Field, readForm, type Values } from "@gongdan/forms/core/read-form";
import type { Speech } from "@gongdan/i18n/speech";

/** What every order has, whatever its kind; the kind's own form follows. */
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
    },
  };
  return readForm({ schema }, "");
}

/** The fields that a kind of order adds; those that every order has are not asked twice. */
export function kindFields(form: FormBody | undefined, locale: string, own: readonly Field[]): readonly Field[] {
  const known = new Set(own.map((field) => field.name));
  return form ? readForm(form, locale).filter((field) => !known.has(field.name)) : [];
}

/** The body of a report: the order's own facts, and the kind's fields in `fields`. */
export function reportBody(type: string, own: readonly Field[], kind: readonly Field[], values: Values): ReportBody {
  const facts = filledIn(own, values);
  return { ...facts, type, title: String(facts["title"] ?? ""), fields: filledIn(kind, values) };
}
