import type { Bundle, Notice, Rule } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import type { Speech } from "@gongdan/i18n/speech";
import { type Names, whoWords } from "./who-words";

export const stepName = (bundle: Bundle, key: string, locale: string) => wordsOf(bundle.flow.nodes[key]?.title, locale) || key;

/** When somebody is told, in words: "“Approve” comes out as “Refused”". */
export function whenWords(notice: Notice, bundle: Bundle, { t, locale }: Speech): string {
  const { when, node = "", outcome = "", times = 1 } = notice;
  if (when === "ended") return t("notices.when.ended");
  const step = node ? t("notices.step", { step: stepName(bundle, node, locale) }) : t("notices.step.any");
  const how = wordsOf(bundle.flow.nodes[node]?.outcomes?.[outcome]?.title, locale) || outcome;
  if (when === "outcome") return outcome ? t("notices.said.outcome", { step, how }) : t("notices.said.out", { step });
  if (when === "reminded") return times > 1 ? t("notices.said.reminded.often", { step, n: times }) : t("notices.said.reminded", { step });
  return t(`notices.said.${when}`, { step });
}

/** Who is told, in words. */
export function toWords(to: readonly Rule[], speech: Speech, names: Names): string {
  const { t } = speech;
  const each = to.map((rule) => ("holder" in rule ? t("notices.to.holder") : "watchers" in rule ? t("notices.to.watchers") : whoWords(rule, speech, names)));
  return each.join(t("notices.and")) || t("tree.who.nobody");
}
