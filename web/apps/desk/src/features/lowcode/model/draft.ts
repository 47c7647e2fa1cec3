/**
 * The draft as the designer holds it: the document, the steps that led to it, and what of it the server has.
 * A pure reducer; the time of an edit comes in. Nothing that was typed is ever dropped by it: whatever replaces the
 * document (what others saved meanwhile) is one more step that can be undone.
 */
import type { Problem } from "@gongdan/api/problem";
import type { Bundle } from "@gongdan/flow-model/bundle";
import { onlyLeaf } from "./leaf";

/** One edit: what it is called, and the document before (past) or after it (future). */
export interface Step {
  readonly label: string;
  readonly bundle: Bundle;
}

/** A document as the server has it. */
export interface Kept {
  readonly bundle: Bundle;
  readonly edition: number;
}

export type Side = "mine" | "theirs";

/** A place that two people changed otherwise; null where a side does not have it. */
export interface Clash {
  readonly place: string;
  readonly base?: unknown;
  readonly theirs?: unknown;
  readonly mine?: unknown;
}

export interface Draft {
  readonly bundle: Bundle;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** What the server has, and its edition; 0 while no draft is kept there. */
  readonly saved: Bundle;
  readonly edition: number;
  readonly sending?: Bundle | undefined;
  readonly trouble?: Problem | undefined;
  /** Places in which somebody else saved something else meanwhile: to be decided before anything is saved. */
  readonly clashes?: readonly Clash[] | undefined;
  /** Where the last edit was typed, and when (ms): keystrokes into one place are one step. */
  readonly typing?: { readonly place: string; readonly at: number } | undefined;
}

export type DraftAct =
  | { readonly kind: "edit"; readonly label: string; readonly next: (bundle: Bundle) => Bundle; readonly at: number }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "sent" }
  | { readonly kind: "saved"; readonly bundle: Bundle; readonly edition: number; readonly label: string }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "clashed"; readonly clashes: readonly Clash[] };

/** Steps that can be undone; older ones are forgotten. */
export const mostSteps = 200;
/** Keystrokes closer together than this are one step; ms. */
export const oneBreath = 1500;

export function openDraft(saved: Bundle, edition: number): Draft {
  return { bundle: saved, past: [], future: [], saved, edition };
}

/** Whether the server lacks something that stands here. */
export const isUnsaved = (draft: Draft) => draft.bundle !== draft.saved;

/** Whether it should be sent by itself soon: not while it is on its way, refused, or contested. */
export const wantsSaving = (draft: Draft) =>
  isUnsaved(draft) && !draft.sending && !draft.trouble && !draft.clashes;

export function draftReducer(draft: Draft, act: DraftAct): Draft {
  switch (act.kind) {
    case "edit":
      return edited(draft, act.label, act.next(draft.bundle), act.at);
    case "undo":
      return undone(draft);
    case "redo":
      return redone(draft);
    case "sent":
      return { ...draft, sending: draft.bundle, trouble: undefined, clashes: undefined };
    case "saved":
      return saved(draft, act.bundle, act.edition, act.label);
    case "failed":
      return { ...draft, sending: undefined, trouble: act.problem };
    case "clashed":
      return { ...draft, sending: undefined, trouble: undefined, clashes: act.clashes };
  }
}

function edited(draft: Draft, label: string, next: Bundle, at: number): Draft {
  if (next === draft.bundle) return draft;
  const place = onlyLeaf(draft.bundle, next);
  const { typing } = draft;
  const goesOn = place !== undefined && typing?.place === place && at - typing.at < oneBreath;
  const past = goesOn ? draft.past : [...draft.past, { label, bundle: draft.bundle }].slice(-mostSteps);
  const now = place === undefined ? undefined : { place, at };
  return { ...draft, bundle: next, past, future: [], trouble: undefined, typing: now };
}

function undone(draft: Draft): Draft {
  const step = draft.past.at(-1);
  if (!step) return draft;
  const future = [{ label: step.label, bundle: draft.bundle }, ...draft.future];
  return { ...draft, bundle: step.bundle, past: draft.past.slice(0, -1), future, trouble: undefined, typing: undefined };
}

function redone(draft: Draft): Draft {
  const [step, ...future] = draft.future;
  if (!step) return draft;
  const past = [...draft.past, { label: step.label, bundle: draft.bundle }];
  return { ...draft, bundle: step.bundle, past, future, trouble: undefined, typing: undefined };
}

/**
 * What was edited while it was on its way stays unsaved. A body with what others did takes the place of what was sent, as
 * a step of its own; was something typed meanwhile, it is left to the next save, which merges once more.
 */
function saved(draft: Draft, bundle: Bundle, edition: number, label: string): Draft {
  const isAsSent = bundle === draft.sending;
  if (draft.bundle !== draft.sending) {
    return isAsSent ? { ...draft, saved: bundle, edition, sending: undefined } : { ...draft, sending: undefined };
  }
  const past = isAsSent ? draft.past : [...draft.past, { label, bundle: draft.bundle }];
  return { ...draft, bundle, saved: bundle, edition, past, sending: undefined, typing: isAsSent ? draft.typing : undefined };
}
