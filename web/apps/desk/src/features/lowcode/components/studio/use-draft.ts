import { problemFrom, unreachable } from "@gongdan/api/problem";
import type { Bundle } from "@gongdan/flow-model/bundle";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { definitionQuery, definitionsQuery } from "../../api/definitions";
import { type Opened, readDraft, saveDraft } from "../../api/draft";
import { forgetDraft, keepDraftHere } from "../../api/kept-draft";
import { type Draft, draftReducer, isUnsaved, openDraft, wantsSaving } from "../../model/draft";
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
}

/** What this browser kept goes on from where it was made: if somebody saved since, saving finds it out. */
function begin({ opened: { bundle, edition, kept }, restored }: Wish): Draft {
  if (!kept) return openDraft(bundle, edition);
  const step = { kind: "edit", label: restored, next: () => kept.bundle, at: 0 } as const;
  return draftReducer(openDraft(kept.base, kept.edition), step);
}

/** The draft in this window: edited, undone, kept here at once, and saved by itself. */
export function useDraft(wish: Wish) {
  const { of, name } = wish;
  const client = useQueryClient();
  const [draft, act] = useReducer(draftReducer, wish, begin);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });

  const save = useCallback(async (): Promise<boolean> => {
    const { bundle, edition, sending } = latest.current;
    if (sending) return false;
    act({ kind: "sent" });
    try {
      const done = await saveDraft(of, bundle, edition);
      act({ kind: "saved", ...done });
      await client.invalidateQueries({ queryKey: definitionQuery(of).queryKey, exact: true });
      void client.invalidateQueries({ queryKey: definitionsQuery.queryKey });
      return true;
    } catch (error) {
      const problem = problemFrom(error, 0);
      const theirs = problem.status === 412 ? await readDraft(of).catch(() => undefined) : undefined;
      act(theirs ? { kind: "theirs", theirs } : { kind: "failed", problem });
      return false;
    }
  }, [client, of]);

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
      if (isUnsaved(latest.current) && !latest.current.theirs) void save();
    },
    [save],
  );

  const edit = useCallback<Edit>((label, next: (bundle: Bundle) => Bundle) => {
    act({ kind: "edit", label, next, at: Date.now() });
  }, []);
  return { draft, act, edit, save };
}
