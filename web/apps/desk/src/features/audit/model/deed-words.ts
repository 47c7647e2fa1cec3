import { BY_LINK } from "@gongdan/api/by-link";
import type { Schemas } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";

export type Deed = Schemas["AuditEntry"];

/** A code in the reader's words; one that is new to this page stands as it is. */
function worded(prefix: "trailact" | "action" | "trailthing", code: string, { word }: Speech): string {
  const words = word(prefix, code, "trail.unknown");
  return words === "" ? code : words;
}

/** What was done; what was only tried is recorded by the right that it needs, and said as that. */
export function actWords(act: string, speech: Speech): string {
  const done = worded("trailact", act, speech);
  return done === act ? worded("action", act, speech) : done;
}

/** Why it was not done: in few words, else in those of the refusal itself. */
export function codeWords({ code, said }: Deed, { word }: Speech): string {
  return code && (word("trailcode", code, "trail.unknown") || said || code);
}

export const kindWords = (kind: string, speech: Speech) => worded("trailthing", kind, speech);

/** Who acted: by name, else by kind. */
export function actorWords({ actor }: Deed, { t, word }: Speech): string {
  if (actor.name === BY_LINK) return t("by_link");
  if (actor.kind === "person") return actor.name || t("trail.somebody");
  const kind = word("trailactor", actor.kind, "trail.somebody");
  return actor.name ? t("trail.actor", { kind, name: actor.name }) : kind;
}

/** On what: what it is and what it is called. */
export function thingWords({ object, label }: Deed, speech: Speech): string {
  if (object === null) return "";
  const kind = kindWords(object.kind, speech);
  return speech.t("trail.thing", { kind, name: label || object.id.slice(-8) });
}

/** The page of the desk on which a thing is shown, where there is one. */
export function thingPath({ object }: Deed): string | undefined {
  const pages: Record<string, string> = {
    order: "/orders/",
    webhook: "/webhooks/",
    asset: "/assets/",
  };
  const page = object && pages[object.kind];
  return page ? page + object.id : undefined;
}

/** The facts of a deed as lines, in their own order; those that this page knows in the reader's words. */
export function factLines({ act, facts }: Deed, speech: Speech): readonly (readonly [string, string])[] {
  return Object.entries(facts).map(([name, value]) => {
    const said = Array.isArray(value) ? value.join(", ") : String(value);
    const reason = act === "personal.reveal" && name === "reason" ? speech.word("revealfor", said, "trail.unknown") : "";
    return [speech.word("trailfact", name, "trail.unknown") || name, reason || said];
  });
}
