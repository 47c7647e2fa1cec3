import { type Difference, differences } from "@gongdan/ui/difference";
import { type SealedEdit, sealedDifference } from "@gongdan/ui/sealed";
import type { Person, PersonChange, Working } from "../api/people";

/** A person being written; `phone` is what happens to the number. */
export interface PersonDraft {
  readonly name: string;
  readonly unit: string | null;
  readonly user: string | null;
  readonly skills: readonly string[];
  readonly working: Working;
  readonly phone: SealedEdit;
}

/** How somebody works of whom nobody has said more. */
export const usualWorking: Working = { levels: [], territories: [], shifts: [], tools: [], vehicle: "", capacity: 8 };
/** The level of a skill of which nobody has said how well it is held. */
export const usualLevel = 3;

export const blankPerson: PersonDraft = { name: "", unit: null, user: null, skills: [], working: usualWorking, phone: undefined };
export const personPointers = ["/name", "/unit", "/user", "/skills", "/phone", "/working/capacity", "/working/territories", "/working/tools", "/working/vehicle"];

export function draftOf({ name, unit, user, skills, working }: Person): PersonDraft {
  return { name, unit, user, skills, working, phone: undefined };
}

/** How the parts of a person are called, and units and accounts by their id. */
export interface Telling {
  readonly label: (field: "name" | "unit" | "user" | "skills" | "phone" | "working") => string;
  readonly working: (working: Working, skills: readonly string[]) => readonly string[];
  readonly unit: (id: string | null) => string;
  readonly user: (id: string | null) => string;
}

/** What the draft alters, in words. */
export function personDifferences(person: Person, draft: PersonDraft, { label, unit, user, working }: Telling): readonly Difference[] {
  return differences([
    { label: label("name"), before: person.name, after: draft.name },
    { label: label("unit"), before: unit(person.unit), after: unit(draft.unit) },
    { label: label("user"), before: user(person.user), after: user(draft.user) },
    { label: label("skills"), before: person.skills, after: draft.skills },
    { label: label("working"), before: working(person.working, person.skills), after: working(draft.working, draft.skills) },
    sealedDifference(label("phone"), { value: person.phone, view: person.personal }, draft.phone),
  ]);
}

/** The body that carries a draft; a number that was not touched is left out. */
export function personBody({ name, unit, user, skills, working, phone }: PersonDraft): PersonChange & { name: string } {
  return { name, unit, user, skills: [...skills], working: { ...working, levels: working.levels.filter(({ skill }) => skills.includes(skill)) }, ...(phone !== undefined && { phone }) };
}
