import { ask, send } from "./client";

interface Standing {
  readonly id: string;
  readonly offset: number;
}

/** So much travels in one request: a lost line costs no more than that. */
const step = 512 * 1024;
const tries = 4;

/** Sends one file and returns its id; `onPart` hears how much of it has arrived (0 to 1). */
export async function upload(token: string, file: File, onPart: (part: number) => void): Promise<string> {
  const begin = { name: file.name, size: file.size, media_type: file.type };
  const { id } = await ask<Standing>("POST", "/uploads", { token, body: begin });
  let offset = 0;
  let failed = 0;
  while (offset < file.size) {
    try {
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
      const body = file.slice(offset, offset + step);
      offset = (await ask<Standing>("PATCH", `/uploads/${id}`, { token, body, headers })).offset;
      failed = 0;
    } catch (fault) {
      failed += 1;
      if (failed === tries) throw fault;
      // the line broke: the server says how far it came
      offset = (await ask<Standing>("GET", `/uploads/${id}`, { token })).offset;
    }
    onPart(file.size > 0 ? offset / file.size : 1);
  }
  await send("POST", `/uploads/${id}/finish`, { token });
  return id;
}
