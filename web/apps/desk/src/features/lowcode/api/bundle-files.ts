import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";

export type FileLook = Schemas["FileLook"];

/** Where the file of a version is: its bundle, and the hash that proves it whole. */
export const fileOf = (key: string, version: number) =>
  `/api/v1/definitions/${encodeURIComponent(key)}/versions/${version}/file`;

/** A file is sent as it is, so that its hash is that of what was chosen. */
const asItIs = (text: string) =>
  ({ body: text as never, bodySerializer: () => text, headers: { "Content-Type": "application/json" } }) as const;

/** Looks at a file, and keeps what it holds as a draft where nothing speaks against it; never over another draft. */
export async function takeFile(file: File): Promise<FileLook> {
  const text = await file.text();
  const look = await answer(api.POST("/api/v1/definitions/file/check", asItIs(text)));
  if (look.faults.length > 0 || look.free_key === null) return look;
  const params = { query: { key: look.free_key } };
  const { key } = await answer(api.POST("/api/v1/definitions/file", { ...asItIs(text), params }));
  return { ...look, key };
}
