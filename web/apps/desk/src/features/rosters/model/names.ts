import type { Speech } from "@gongdan/i18n/speech";
import type { Kind, Roster } from "../api/rosters";
import { hoursText } from "./days";

/** A kind of shift as people call it: its own name, else the shipped one. */
export const kindName = (speech: Speech, { id, name }: Pick<Kind, "id" | "name">): string => name || speech.word("roster.kind", id, "roster.kind.other");

export const kindWords = (speech: Speech, kind: Kind): string => `${kindName(speech, kind)} ${hoursText(kind.begins, kind.hours)}`;

interface Keyed {
  readonly id: string;
  readonly name: string;
}

const named = (keys: readonly Keyed[], id: string) => keys.find((each) => each.id === id)?.name ?? "";

/** The skill and place of some work; what needs no skill in particular is anybody's. */
export function workWords({ t }: Speech, { skills, places }: Pick<Roster, "skills" | "places">, skill: string, place: string): string {
  const words = [named(skills, skill) || t("roster.anybody"), named(places, place)];
  return words.filter((each) => each !== "").join(" · ");
}
