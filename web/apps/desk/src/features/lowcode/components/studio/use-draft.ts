import { problemFrom, unreachable } from "@gongdan/api/problem";
import type { Bundle } from "@gongdan/flow-model/bundle";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { definitionQuery, definitionsQuery } from "../../api/definitions";
import { mergeDraft, type Opened, saveDraft } from "../../api/draft";
import { forgetDraft, keepDraftHere } from "../../api/kept-draft";
import { type Draft, draftReducer, isUnsaved, openDraft, type Side, wantsSaving } from "../../model/draft";
import type { Edit } from "../../model/part";

/** How long after the last edit the draft is saved; ms. */
const soon = 1500;
/** How long until an unreachable server is asked again; ms. */
const later = 10_000;

interface Wish {
  readonly of: string;
  readonly opened: Opened;
  /** Under which name this browser keeps what is not saved yet. */
  readonly name: string;
  /** What the step is called by which kept work comes back. */
  readonly restored: string;
  /** What the step is called by which the work of others comes in, and who wants to hear of it (how many places). */
  readonly merged: string;
  readonly onMerged: (places: number) => void;
}

/** What this browser kept goes on from where it was made: if somebody saved since, saving finds it out. */
function begin({ opened: { bundle, edition, kept }, restored }: Wish): Draft {
  if (!kept) return openDraft(bundle, edition);
  const step = { kind: "edit", label: restored, next: () => kept.bundle, at: 0 } as const;
  return draftReducer(openDraft(kept.base, kept.edition), step);
}

/** The draft in this window: edited, undone, kept here at once, and saved by itself. */
export function useDraft(wish: Wish) {
  const { of, name, merged, onMerged } = wish;
  const client = useQueryClient();
  const [draft, act] = useReducer(draftReducer, wish, begin);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });

  const send = useCallback(
    async (choices: Readonly<Record<string, Side>> | undefined): Promise<boolean> => {
      const { bundle, edition, sending } = latest.current;
      if (sending) return false;
      act({ kind: "sent" });
      try {
        const done = await (choices ? mergeDraft(of, bundle, edition, choices) : saveDraft(of, bundle, edition));
        if ("clashes" in done) {
          act({ kind: "clashed", clashes: done.clashes });
          return false;
        }
        act({ kind: "saved", ...done, label: merged });
        if (done.merged > 0) onMerged(done.merged);
        await client.invalidateQueries({ queryKey: definitionQuery(of).queryKey, exact: true });
        void client.invalidateQueries({ queryKey: definitionsQuery.queryKey });
        return true;
      } catch (error) {
        act({ kind: "failed", problem: problemFrom(error, 0) });
        return false;
      }
    },
    [client, merged, of, onMerged],
  );
  const save = useCallback(() => send(undefined), [send]);

  useEffect(() => {
    if (!wantsSaving(draft)) return;
    const timer = setTimeout(() => void save(), soon);
    return () => clearTimeout(timer);
  }, [draft, save]);

  const unreached = draft.trouble?.code === unreachable;
  useEffect(() => {
    if (!unreached) return;
    const timer = setTimeout(() => void save(), later);
    return () => clearTimeout(timer);
  }, [unreached, save]);

  const { bundle, saved, edition } = draft;
  useEffect(() => {
    void (bundle === saved ? forgetDraft(name) : keepDraftHere(name, { bundle, base: saved, edition }));
  }, [name, bundle, saved, edition]);

  useEffect(
    () => () => {
      if (isUnsaved(latest.current) && !latest.current.clashes) void save();
    },
    [save],
  );

  const edit = useCallback<Edit>((label, next: (bundle: Bundle) => Bundle) => {
    act({ kind: "edit", label, next, at: Date.now() });
  }, []);
  return { draft, act, edit, save, send };
}
