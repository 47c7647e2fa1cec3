import type { OrderDetail } from "@gongdan/api/shapes";
import { filledIn, isBlank } from "@gongdan/forms/core/check";
import { type Field, readForm, type Value, type Values } from "@gongdan/forms/core/read-form";
import type { Speech } from "@gongdan/i18n/speech";
import { type Bundle, isPersonal, reportForm } from "./definition";
import { contactFields, inPlaces, isOwn, ownFields } from "./order-form";
import { kindFields } from "./report-form";

/** All that can be corrected; of the kind's own form nothing is demanded, for what is left out stays. */
export function amendFields(order: OrderDetail, bundle: Bundle | undefined, speech: Speech): readonly Field[] {
  const kind = kindFields(bundle && reportForm(bundle), speech.locale);
  const asked = kind.map((field) => ({ ...field, required: false, preset: undefined }));
  return [...ownFields(speech), ...whereFields(speech), ...asked, ...contactFields(speech, order.contact)];
}

/** Tags, and where it is in degrees: corrected here, and mostly not known when something is reported. */
function whereFields({ t }: Speech): readonly Field[] {
  const properties = {
    tags: { type: "array", title: t("fact.tags"), items: { type: "string" } },
    "location.latitude": { type: "number", title: t("amend.latitude"), minimum: -90, maximum: 90 },
    "location.longitude": { type: "number", title: t("amend.longitude"), minimum: -180, maximum: 180 },
  };
  return readForm({ schema: { properties } }, "");
}

/** What stands now. A value that may be shown in part only is not put into the form: it would be sent back so. */
export function standing(order: OrderDetail, bundle: Bundle | undefined): Readonly<Record<string, unknown>> {
  const contact = order.contact?.view === "full" ? Object.entries(order.contact) : [];
  const fields = Object.entries(order.fields).filter(([name]) => !isPersonal(bundle, name));
  const { title, description, place, urgency, impact, due_at, tags, location } = order;
  const degrees = (text: string | null | undefined) => (text ? Number(text) : undefined);
  return {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(contact.map(([name, value]) => [`contact.${name}`, value])),
    ...{ title, description, place, urgency, impact, due_at, tags },
    "location.latitude": degrees(location?.latitude),
    "location.longitude": degrees(location?.longitude),
  };
}

/** How an emptied answer is said: the order's own texts and tags as empty, all else as nothing. */
function emptied({ name, kind }: Field): unknown {
  if (name === "tags") return [];
  const own = isOwn(name) && !name.includes(".");
  return own && (kind === "text" || kind === "long-text") ? "" : null;
}

/**
 * Only what was changed; what was emptied is taken away. A value that may be seen in part only looks blank here from
 * the beginning, so its blank is no change. Coordinates go or change together.
 */
export function amendBody(fields: readonly Field[], start: Values, values: Values): Readonly<Record<string, unknown>> {
  const moved = fields.filter(({ name }) => !same(values[name], start[name]));
  const together = moved.some(({ name }) => inPair(name));
  const changed = fields.filter((field) => moved.includes(field) || (together && inPair(field.name)));
  const blank = changed.filter(({ name }) => isBlank(values[name]));
  return inPlaces({ ...Object.fromEntries(blank.map((field) => [field.name, emptied(field)])), ...filledIn(changed, values) });
}

const inPair = (name: string) => name.startsWith("location.");

function same(one: Value, other: Value): boolean {
  return (isBlank(one) && isBlank(other)) || JSON.stringify(one) === JSON.stringify(other);
}
