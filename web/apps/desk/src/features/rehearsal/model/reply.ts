import type { Bag } from "@gongdan/forms/core/json";
import type { FormDefinition } from "@gongdan/forms/core/read-form";
import type { Answer } from "../api/rehearsals";

const moments: Readonly<Record<string, string>> = { date: "date", "date-time": "date-time" };

/** The values that a node takes of a service's answer, as a form; nothing where it takes none. */
export function replyForm(answers: readonly Answer[]): FormDefinition | undefined {
  if (answers.length === 0) return undefined;
  const required = answers.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    schema: { type: "object", properties: Object.fromEntries(answers.map((each) => [each.name, schemaOf(each)])), required },
    ui: { fields: Object.fromEntries(answers.filter(({ unit }) => unit).map(({ name, unit }) => [name, { unit }])) },
  };
}

function schemaOf({ type, least, most }: Answer): Bag {
  if (type === "boolean") return { type };
  const bounds = { ...(least && { minimum: Number(least) }), ...(most && { maximum: Number(most) }) };
  if (type === "number") return { type, ...bounds };
  const format = moments[type];
  return { type: "string", ...(format ? { format } : {}) };
}
