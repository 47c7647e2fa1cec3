import type { components } from "@gongdan/api/schema";
import { ask } from "./client";

type Comments = components["schemas"]["Comments"];
export type Comment = components["schemas"]["CommentShown"];

/** All that was said on an order, as far as its customer hears it, oldest first. */
export async function commentsOf(token: string, order: string): Promise<readonly Comment[]> {
  const said: Comment[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Comments = await ask<Comments>("GET", `/orders/${order}/comments?after=${after}`, { token });
    said.push(...page.items);
    after = page.next;
  }
  return said;
}
