import type { FileShown, UploadShown } from "@gongdan/api/shapes";
import type { FileDesk } from "@gongdan/forms/core/files";
import type { Carrier } from "@gongdan/upload/carrier";
import { Upload } from "@gongdan/upload/upload";
import { ask, send } from "./client";

/** Carries uploads for whoever holds the token: a link or a visit, never a cookie. */
function carrierOf(token: string): Carrier {
  const at = (id: string) => `/uploads/${id}`;
  return {
    begin: (name, size, type) => ask<UploadShown>("POST", "/uploads", { token, body: { name, size, media_type: type } }),
    look: (id) => ask<UploadShown>("GET", at(id), { token }),
    send: (id, offset, piece, signal) => {
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
      return ask<UploadShown>("PATCH", at(id), { token, body: piece, headers, signal });
    },
    finish: (id) => ask<FileShown>("POST", `${at(id)}/finish`, { token }),
    abandon: async (id) => {
      await send("DELETE", at(id), { token });
    },
  };
}

/** Sends one file; `onPart` hears how much of it has arrived (0 to 1). */
export async function upload(token: string, file: File, onPart: (part: number) => void): Promise<FileShown> {
  const way = new Upload(file, { carrier: carrierOf(token), onChange: ({ sent, size }) => onPart(size > 0 ? sent / size : 1) });
  const done = await way.run();
  if (!done) throw way.standing.problem ?? new Error("not sent");
  return done;
}

/** How files of a form travel, for whoever holds the token by then. */
export const filesOf = (token: () => Promise<string>): FileDesk => ({
  send: async (file, onPart) => upload(await token(), file, onPart),
  takes: ["image"],
  about: async (id) => ask<FileShown>("GET", `/files/${id}/about`, { token: await token() }),
});

/** The bytes of a picture as the link's holder may see it: made anew, without place, time or camera. */
export async function pictureOf(token: string, file: string, small: boolean, signal: AbortSignal): Promise<Blob> {
  const answer = await send("GET", `/files/${file}${small ? "/thumbnail" : ""}`, { token, signal });
  return answer.blob();
}
