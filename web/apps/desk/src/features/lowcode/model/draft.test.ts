import { Problem } from "@gongdan/api/problem";
import type { Bundle } from "@gongdan/flow-model/bundle";
import { expect, it } from "vitest";
import { type Draft, type DraftAct, draftReducer, isUnsaved, mostSteps, oneBreath, openDraft, wantsSaving } from "./draft";

const first: Bundle = { key: "repair", title: { en: "Repair" }, flow: { nodes: {}, edges: [] } };
const after = (...acts: readonly DraftAct[]): Draft => acts.reduce(draftReducer, openDraft(first, 3));
const named = (en: string, at = 0): DraftAct => ({
  kind: "edit",
  label: `name ${en}`,
  at,
  next: (bundle) => ({ ...bundle, title: { ...bundle.title, en } }),
});
const numbered: DraftAct = { kind: "edit", label: "number", at: 0, next: (bundle) => ({ ...bundle, numbering: "A-{n}" }) };
const undo: DraftAct = { kind: "undo" };
const problem = new Problem({ type: "", title: "", status: 0, code: "unreachable", detail: "", next: "", kept: "", trace: "", errors: [] });

it("undo goes back step by step to the very document that was opened, redo forward again", () => {
  const edited = after(named("Pump repair"), numbered);
  expect(edited.past.map(({ label }) => label)).toEqual(["name Pump repair", "number"]);
  const back = draftReducer(draftReducer(edited, undo), undo);
  expect(back.bundle).toBe(first);
  expect(isUnsaved(back)).toBe(false);
  const forward = draftReducer(draftReducer(back, { kind: "redo" }), { kind: "redo" });
  expect(forward.bundle).toBe(edited.bundle);
  expect(draftReducer(forward, { kind: "redo" })).toBe(forward);
});

it("a new edit ends what could be done again", () => {
  expect(after(named("One"), undo, numbered).future).toEqual([]);
});

it("keystrokes into one place are one step, a pause or another place begins a new one", () => {
  expect(after(named("P", 0), named("Pu", 100), named("Pum", 200)).past).toHaveLength(1);
  expect(after(named("P", 0), named("Pump", oneBreath)).past).toHaveLength(2);
  expect(after(named("P", 0), numbered, named("Pu", 200)).past).toHaveLength(3);
});

it("an edit that changes nothing is no step", () => {
  expect(after({ kind: "edit", label: "", at: 0, next: (bundle) => bundle }).past).toEqual([]);
});

it("old steps are forgotten, the newest are kept", () => {
  const many = Array.from({ length: mostSteps + 5 }, (_, n) => named(String(n), n * oneBreath));
  expect(after(...many).past).toHaveLength(mostSteps);
});

it("what is typed while the document is on its way is not taken for saved", () => {
  const sent = after(named("One"), { kind: "sent" });
  const typed = draftReducer(sent, numbered);
  const done = draftReducer(typed, { kind: "saved", bundle: sent.bundle, edition: 4, label: "" });
  expect(done.bundle).toBe(typed.bundle);
  expect([done.edition, isUnsaved(done), wantsSaving(done)]).toEqual([4, true, true]);
});

it("a body that came back merged takes the place of what was sent", () => {
  const merged = { ...first, numbering: "B-{n}" };
  const done = after(named("One"), { kind: "sent" }, { kind: "saved", bundle: merged, edition: 5, label: "others" });
  expect(done.bundle).toBe(merged);
  expect(isUnsaved(done)).toBe(false);
});

it("a failed save keeps everything, waits, and is tried again after the next edit", () => {
  const failed = after(named("One"), { kind: "sent" }, { kind: "failed", problem });
  expect([failed.bundle.title, wantsSaving(failed)]).toEqual([{ en: "One" }, false]);
  expect(wantsSaving(draftReducer(failed, numbered))).toBe(true);
});

it("what others did comes in as a step that can be undone; typed into meanwhile, it waits for the next save", () => {
  const merged = { ...first, numbering: "T-{n}" };
  const come: DraftAct = { kind: "saved", bundle: merged, edition: 9, label: "others" };
  const sent = after(named("Mine"), { kind: "sent" });
  const done = draftReducer(sent, come);
  expect([done.bundle, done.past.at(-1)?.label]).toEqual([merged, "others"]);
  expect(draftReducer(done, undo).bundle).toBe(sent.bundle);
  const typed = draftReducer(draftReducer(sent, numbered), come);
  expect([typed.bundle.numbering, typed.edition, wantsSaving(typed)]).toEqual(["A-{n}", 3, true]);
});

it("places that both changed are decided first; until then nothing is sent and nothing is lost", () => {
  const clashed = after(named("Mine"), { kind: "sent" }, { kind: "clashed", clashes: [{ place: "title/en" }] });
  expect([clashed.bundle.title, wantsSaving(clashed), wantsSaving(draftReducer(clashed, numbered))]).toEqual([{ en: "Mine" }, false, false]);
  expect(draftReducer(clashed, { kind: "sent" }).clashes).toBeUndefined();
});
