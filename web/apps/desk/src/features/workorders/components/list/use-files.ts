import type { OrderRow } from "@gongdan/api/shapes";
import { useQueries } from "@tanstack/react-query";
import { filesQuery, type OrderFiles } from "../../api/list-files";

/** The files of listed orders, one question for each page; until they have come the list stands without them. */
export function useFiles(pages: readonly { readonly items: readonly OrderRow[] }[]): ReadonlyMap<string, OrderFiles> {
  return useQueries({
    queries: pages.map(({ items }) => filesQuery(items.map(({ id }) => id))),
    combine: (answers) => new Map(answers.flatMap(({ data }) => data ?? []).map((each) => [each.order, each])),
  });
}
