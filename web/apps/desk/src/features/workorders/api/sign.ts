import { answer, api } from "@gongdan/api/client";
import { Problem } from "@gongdan/api/problem";
import type { OrderDetail, Schemas, Statement } from "@gongdan/api/shapes";
import { toServer } from "@gongdan/upload/carrier";
import { Upload } from "@gongdan/upload/upload";
import { queryOptions, useMutation } from "@tanstack/react-query";
import { useKeepOrder } from "./keep-order";

export type SignedCopy = Schemas["CopyShown"];

/** Under what a name is put, by whom, and as which picture. */
export interface Signing {
  readonly said: Statement;
  readonly signer: string;
  readonly drawn: Blob | null;
}

/** The exact text that there is to sign, in the signer's language. */
export const statementQuery = (order: OrderDetail, language: string) =>
  queryOptions({
    queryKey: ["statement", order.id, order.version, language],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/{order}/statement", { params: { path: { order: order.id }, query: { language } }, signal })),
  });

/** Puts a name under a text; answers with the copy of it that the signer keeps. */
export function useSign(order: string) {
  const keep = useKeepOrder(order);
  return useMutation({
    mutationFn: async ({ said, signer, drawn }: Signing): Promise<SignedCopy> => {
      const picture = drawn ? await sent(drawn) : null;
      const params = { path: { order }, header: { "If-Match": `"${said.version}"` } };
      const body = { digest: said.digest, language: said.language, signer, picture };
      const after = await answer(api.POST("/api/v1/orders/{order}/sign", { params, body }));
      keep(after);
      return copyOf(order, after.signatures.length - 1);
    },
  });
}

/** A copy of one signature (from 0), with the code by which whoever holds it checks it. */
export function copyOf(order: string, signature: number): Promise<SignedCopy> {
  return answer(api.POST("/api/v1/orders/{order}/copies", { params: { path: { order } }, body: { signature } }));
}

/** Whether the order was changed while its text was read, so that nothing was signed. */
export const wasChanged = (error: unknown) => error instanceof Problem && (error.code === "order_text_changed" || error.status === 412);

async function sent(drawn: Blob): Promise<string> {
  const way = new Upload(new File([drawn], "signature.png", { type: "image/png" }), { carrier: toServer, onChange: () => undefined });
  const done = await way.run();
  if (!done) throw way.standing.problem ?? new Error("not sent");
  return done.id;
}
