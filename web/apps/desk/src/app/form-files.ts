import { answer, api } from "@gongdan/api/client";
import type { FileDesk } from "@gongdan/forms/core/files";

/** How files of forms travel: uploaded as evidence is, read by whoever may read the order that has them. */
export const formFiles: FileDesk = {
  async send(file, onPart) {
    const [{ toServer }, { Upload }] = await Promise.all([import("@gongdan/upload/carrier"), import("@gongdan/upload/upload")]);
    const way = new Upload(file, { carrier: toServer, onChange: ({ sent, size }) => onPart(size > 0 ? sent / size : 1) });
    const done = await way.run();
    if (!done) throw way.standing.problem ?? new Error("not sent");
    return done;
  },
  about: (id) => answer(api.GET("/api/v1/files/{file}/about", { params: { path: { file: id } } })),
  addressOf: (id) => `/api/v1/files/${id}`,
};
