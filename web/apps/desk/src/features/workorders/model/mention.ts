import type { Named } from "@gongdan/api/shapes";

/** The beginning of a name behind the last `@` before the cursor, undefined where none is being written. */
export function mentionAt(text: string, cursor: number): string | undefined {
  return /(?:^|[\s，。；、,.;:：(（])@([^\s@]{0,30})$/u.exec(text.slice(0, cursor))?.[1];
}

/** Puts a chosen person in place of the beginning that was typed; returns the text and where the cursor goes. */
export function withMention(text: string, cursor: number, name: string): readonly [string, number] {
  const begun = mentionAt(text, cursor) ?? "";
  const before = text.slice(0, cursor - begun.length);
  return [`${before}${name} ${text.slice(cursor)}`, before.length + name.length + 1];
}

/** Those of the chosen people whose names still stand in the text. */
export function mentioned(text: string, chosen: readonly Named[]): readonly Named[] {
  return chosen.filter(({ name }, at) => text.includes(`@${name}`) && chosen.findIndex((each) => each.name === name) === at);
}
