import type { Rule } from "@gongdan/flow-model/bundle";
import { bag, list } from "@gongdan/forms/core/json";
import type { Speech } from "@gongdan/i18n/speech";

/** How roles, people and fields are called. */
export interface Names {
  readonly role: (key: string) => string;
  readonly person: (id: string) => string;
  readonly field: (name: string) => string;
}

/** Who acts, in words: "the dispatchers", "whom the field names, else the technicians". */
export function whoWords(rule: Rule | undefined, speech: Speech, names: Names): string {
  const { t } = speech;
  const { role, user, reporter, manager, field, any, unit, else: otherwise } = bag(rule);
  const orElse = (first: string) =>
    otherwise === undefined ? first : t("tree.who.else", { first, second: whoWords(bag(otherwise), speech, names) });
  if (typeof role === "string") return unit === "reporter" ? t("tree.who.unit", { role: names.role(role) }) : names.role(role);
  if (typeof user === "string") return names.person(user);
  if (reporter === true) return t("tree.who.reporter");
  if (typeof manager === "number") return orElse(t("tree.who.manager", { n: manager }));
  if (field === "reporter" || field === "assignee") return orElse(t(`tree.who.${field}`));
  if (typeof field === "string") return orElse(t("tree.who.field", { field: names.field(field) }));
  const several = list(any).map((each) => whoWords(bag(each), speech, names));
  return several.length > 0 ? several.join(t("tree.who.or")) : t("tree.who.nobody");
}
