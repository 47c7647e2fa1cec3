import { answer, api } from "@gongdan/api/client";
import { Problem } from "@gongdan/api/problem";
import type { Schemas } from "@gongdan/api/shapes";
import type { Bundle } from "@gongdan/flow-model/bundle";
import type { Clash, Kept, Side } from "../model/draft";
import { keptDraft, keptName, type KeptDraft } from "./kept-draft";

const at = (key: string) => ({ params: { path: { key } } });
/** The edition that a body was made from; none while there was no draft. */
const seenBy = (seen: number) => (seen > 0 ? { "If-Match": `"${seen}"` } : {});

/** The number in an `ETag`. */
function editionOf(response: Response): number {
  return Number(response.headers.get("ETag")?.replaceAll(/[^0-9]/g, "") ?? 0);
}

/** The draft as the server has it; undefined where there is none. */
export async function readDraft(key: string): Promise<Kept | undefined> {
  const heard = await api.GET("/api/v1/definitions/{key}/draft", at(key));
  try {
    return { bundle: (await answer(Promise.resolve(heard))) as unknown as Bundle, edition: editionOf(heard.response) };
  } catch (error) {
    if (error instanceof Problem && error.code === "definition_draft_missing") return undefined;
    throw error;
  }
}

/** What became of a save: it stands, with what others did where they saved too, or places have to be decided. */
export type Saved = (Kept & { readonly merged: number }) | { readonly clashes: readonly Clash[] };

/** Saves over the edition that was seen (0: there was none); what others saved since is merged. */
export async function saveDraft(key: string, bundle: Bundle, seen: number): Promise<Saved> {
  const init = { ...at(key), body: bundle as never, headers: { "Content-Type": "application/json", ...seenBy(seen) } };
  let response: Response | undefined;
  const put = api.PUT("/api/v1/definitions/{key}/draft", init as never).then((result) => {
    response = result.response;
    return result;
  });
  try {
    await answer(put);
    return { bundle, edition: response ? editionOf(response) : seen + 1, merged: 0 };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 412) throw error;
    return mergeDraft(key, bundle, seen, {});
  }
}

/** Saves together with what others saved since; `choices` decide the places that both changed. */
export async function mergeDraft(key: string, bundle: Bundle, seen: number, choices: Readonly<Record<string, Side>>): Promise<Saved> {
  const params = { path: { key }, header: { "If-Match": `"${seen}"` } };
  const body: Schemas["MergeWanted"] = { body: bundle as never, choices };
  try {
    const done = await answer(api.POST("/api/v1/definitions/{key}/draft/merge", { params, body }));
    return { bundle: done.body as unknown as Bundle, edition: done.edition, merged: done.from_theirs.length };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 412) throw error;
    const { clashes } = await answer(api.GET("/api/v1/definitions/{key}/draft/aside", at(key)));
    return { clashes };
  }
}

/** What a designer opens: the draft, else the newest version to begin one from, and what this browser still keeps. */
export interface Opened extends Kept {
  readonly kept: KeptDraft | undefined;
}

export async function openedDraft(tenant: string, reader: string, key: string, newest: number): Promise<Opened> {
  const [draft, kept] = await Promise.all([readDraft(key), keptDraft(keptName(tenant, reader, key))]);
  if (draft) return { ...draft, kept };
  const params = { path: { key, version: newest } };
  const body = await answer(api.GET("/api/v1/definitions/{key}/versions/{version}", { params }));
  return { bundle: body as unknown as Bundle, edition: 0, kept };
}
