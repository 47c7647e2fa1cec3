import type { Newcomer } from "@gongdan/api/shapes";

/** One line of the form for several people. */
export interface NewLine {
  readonly key: number;
  readonly name: string;
  readonly login: string;
  readonly role: string;
}

let count = 0;
/** An empty line; the role is that of the line before, as several of one kind come together. */
export function newLine(role = "technician"): NewLine {
  count += 1;
  return { key: count, name: "", login: "", role };
}

/** The lines in which somebody was entered. */
export function filled(lines: readonly NewLine[]): readonly NewLine[] {
  return lines.filter(({ name, login }) => name.trim() !== "" || login.trim() !== "");
}

export function newcomersOf(lines: readonly NewLine[], unit: string): readonly Newcomer[] {
  return filled(lines).map(({ name, login, role }) => ({
    name: name.trim(),
    login: login.trim(),
    roles: role ? [role] : [],
    ...(unit && { unit }),
  }));
}
