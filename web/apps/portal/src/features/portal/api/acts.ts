import { WishKey } from "@gongdan/api/new-key";
import { type Order, send } from "./client";

const key = new WishKey();

/** Sends one act; an exclusive one says which version was seen. Answers with the order as it stands then. */
export async function act(token: string, order: Pick<Order, "id" | "version">, name: string, body: unknown): Promise<Order> {
  const headers = { "If-Match": `"${order.version}"`, "Idempotency-Key": key.of(order.id, order.version, name, body) };
  const answer = await send("POST", `/orders/${order.id}/${name}`, { token, body, headers });
  key.answered();
  return (await answer.json()) as Order;
}

/** Adds something beside the loop, which takes no version; sent again after its answer got lost, it is added once. */
export async function add(token: string, order: string, name: string, body: unknown): Promise<void> {
  await send("POST", `/orders/${order}/${name}`, { token, body, headers: { "Idempotency-Key": key.of(order, name, body) } });
  key.answered();
}

/** Corrects what was reported. */
export async function amend(token: string, order: Pick<Order, "id" | "version">, body: unknown): Promise<number> {
  const answer = await send("PATCH", `/orders/${order.id}`, { token, body, headers: { "If-Match": `"${order.version}"` } });
  return ((await answer.json()) as Order).version;
}
