import type { Comparable } from "./fields";
import { ruleOf } from "./read-rule";
import type { Group } from "./rule";
import { type Joint, jointsOf, wholeOf } from "./scan";

/**
 * What is understood of a text that says more than rows can show: which parts are joined, and which of them are rules;
 * the rest stays as it was typed.
 */
export type Reading =
  | { readonly kind: "joined"; readonly all: boolean; readonly parts: readonly Reading[] }
  | { readonly kind: "not"; readonly part: Reading }
  | { readonly kind: "rule"; readonly rule: Group }
  | { readonly kind: "text"; readonly text: string };

/** The reading of a text; undefined where its brackets or quotes don't close, so that nothing can be said of it. */
export function readingOf(text: string, fields: readonly Comparable[]): Reading | undefined {
  const joints = jointsOf(text);
  if (joints === undefined) return undefined;
  for (const word of ["or", "and"] as const) {
    const here = joints.filter((joint) => joint.word === word);
    if (here.length === 0) continue;
    const parts = parted(text, here).map((part) => readingOf(part, fields));
    return parts.every((part) => part !== undefined) ? { kind: "joined", all: word === "and", parts } : undefined;
  }
  return single(text.trim(), fields);
}

function single(text: string, fields: readonly Comparable[]): Reading | undefined {
  const rule = text === "" ? undefined : ruleOf(text, fields);
  if (rule) return { kind: "rule", rule };
  const inner = wholeOf(text, "");
  if (inner !== undefined) return readingOf(inner, fields);
  const denied = wholeOf(text, "not");
  const part = denied === undefined ? undefined : readingOf(denied, fields);
  return part ? { kind: "not", part } : { kind: "text", text };
}

function parted(text: string, joints: readonly Joint[]): readonly string[] {
  const starts = [0, ...joints.map(({ end }) => end)];
  return starts.map((start, place) => text.slice(start, joints[place]?.start));
}
