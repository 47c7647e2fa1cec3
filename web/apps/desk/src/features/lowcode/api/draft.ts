import { answer, api } from "@gongdan/api/client";
import { Problem } from "@gongdan/api/problem";
import type { Bundle } from "@gongdan/flow-model/bundle";
import type { Theirs } from "../model/draft";
import { keptDraft, keptName, type KeptDraft } from "./kept-draft";

const at = (key: string) => ({ params: { path: { key } } });

/** The number in an `ETag`. */
function editionOf(response: Response): number {
  return Number(response.headers.get("ETag")?.replaceAll(/[^0-9]/g, "") ?? 0);
}

/** The draft as the server has it; undefined where there is none. */
export async function readDraft(key: string): Promise<Theirs | undefined> {
  let edition = 0;
  const read = api.GET("/api/v1/definitions/{key}/draft", at(key)).then((result) => {
    edition = editionOf(result.response);
    return result;
  });
  try {
    return { bundle: (await answer(read)) as unknown as Bundle, edition };
  } catch (error) {
    if (error instanceof Problem && error.code === "definition_draft_missing") return undefined;
    throw error;
  }
}

/** Saves over the edition that was seen (0: there was none); gives the new edition. */
export async function saveDraft(key: string, bundle: Bundle, seen: number): Promise<Theirs> {
  let edition = 0;
  const headers = { "Content-Type": "application/json", ...(seen > 0 && { "If-Match": `"${seen}"` }) };
  const init = { ...at(key), body: bundle as never, headers };
  const put = api.PUT("/api/v1/definitions/{key}/draft", init as never).then((result) => {
    edition = editionOf(result.response);
    return result;
  });
  await answer(put);
  return { bundle, edition };
}

/** What a designer opens: the draft, else the newest version to begin one from, and what this browser still keeps. */
export interface Opened extends Theirs {
  readonly kept: KeptDraft | undefined;
}

export async function openedDraft(tenant: string, reader: string, key: string, newest: number): Promise<Opened> {
  const [draft, kept] = await Promise.all([readDraft(key), keptDraft(keptName(tenant, reader, key))]);
  if (draft) return { ...draft, kept };
  const params = { path: { key, version: newest } };
  const body = await answer(api.GET("/api/v1/definitions/{key}/versions/{version}", { params }));
  return { bundle: body as unknown as Bundle, edition: 0, kept };
}
