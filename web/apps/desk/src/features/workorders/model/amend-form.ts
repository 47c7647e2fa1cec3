import type { OrderDetail } from "@gongdan/api/shapes";
import { filledIn, isBlank } from "@gongdan/forms/core/check";
import type { Field, Values } from "@gongdan/forms/core/read-form";
import type { Speech } from "@gongdan/i18n/speech";
import { type Bundle, isPersonal, reportForm } from "./definition";
import { contactFields, inPlaces, ownFields } from "./order-form";
import { kindFields } from "./report-form";

/** All that can be corrected; of the kind's own form nothing is demanded, for what is left out stays. */
export function amendFields(order: OrderDetail, bundle: Bundle | undefined, speech: Speech): readonly Field[] {
  const kind = kindFields(bundle && reportForm(bundle), speech.locale);
  const asked = kind.map((field) => ({ ...field, required: false, preset: undefined }));
  return [...ownFields(speech), ...asked, ...contactFields(speech, order.contact)];
}

/** What stands now. A value that may be shown in part only is not put into the form: it would be sent back so. */
export function standing(order: OrderDetail, bundle: Bundle | undefined): Readonly<Record<string, unknown>> {
  const contact = order.contact?.view === "full" ? Object.entries(order.contact) : [];
  const fields = Object.entries(order.fields).filter(([name]) => !isPersonal(bundle, name));
  const { title, description, place, urgency, impact, due_at } = order;
  return {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(contact.map(([name, value]) => [`contact.${name}`, value])),
    ...{ title, description, place, urgency, impact, due_at },
  };
}

/** Only what was changed; a text that was emptied is sent as empty, a contact's blank keeps what stood. */
export function amendBody(fields: readonly Field[], start: Values, values: Values): Readonly<Record<string, unknown>> {
  const changed = fields.filter(({ name }) => values[name] !== start[name]);
  const emptied = changed.filter(({ name, kind }) => {
    return (kind === "text" || kind === "long-text") && isBlank(values[name]) && !name.startsWith("contact.");
  });
  return inPlaces({ ...Object.fromEntries(emptied.map(({ name }) => [name, ""])), ...filledIn(changed, values) });
}
