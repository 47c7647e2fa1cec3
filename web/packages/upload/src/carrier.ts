import { answer, api } from "@gongdan/api/client";
import type { FileShown, UploadShown } from "@gongdan/api/shapes";

/** What an upload needs of the world; the server's answers, everything else thrown as a `Problem`. */
export interface Carrier {
  begin(name: string, size: number, type: string, posterOf?: string): Promise<UploadShown>;
  look(id: string): Promise<UploadShown>;
  send(id: string, offset: number, piece: Blob, signal: AbortSignal): Promise<UploadShown>;
  finish(id: string): Promise<FileShown>;
  abandon(id: string): Promise<void>;
}

const at = (upload: string) => ({ params: { path: { upload } } });

/** Carries uploads to our own server. */
export const toServer: Carrier = {
  begin: (name, size, type, posterOf) =>
    answer(api.POST("/api/v1/uploads", { body: { name, size, media_type: type, poster_of: posterOf ?? null } })),
  look: (id) => answer(api.GET("/api/v1/uploads/{upload}", at(id))),
  send: (id, offset, piece, signal) =>
    answer(
      api.PATCH("/api/v1/uploads/{upload}", {
        params: { path: { upload: id }, header: { "Upload-Offset": String(offset) } },
        headers: { "Content-Type": "application/offset+octet-stream" },
        body: piece as unknown as string,
        bodySerializer: (body) => body,
        signal,
      }),
    ),
  finish: (id) => answer(api.POST("/api/v1/uploads/{upload}/finish", at(id))),
  abandon: async (id) => {
    await answer(api.DELETE("/api/v1/uploads/{upload}", at(id)));
  },
};
