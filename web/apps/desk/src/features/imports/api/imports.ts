import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type ImportRun = Schemas["ImportShown"];
export type ImportPlan = Schemas["ImportPlan"];
export type RowFault = Schemas["RowFault"];
/** What the rows of a table become. */
export type Target = NonNullable<Schemas["BeginImport"]["target"]>;

const all = ["imports"] as const;
const works = (state: string) => state === "checking" || state === "running";
/** How often a run that the worker has in hand is asked about, in ms. */
const pulse = 700;

/** One's own imports, newest first. */
export const importsQuery = queryOptions({
  queryKey: [...all, "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/imports", { signal }))).items,
});

/** One import; while the worker has it in hand, again and again. */
export const importQuery = (run: string) =>
  queryOptions({
    queryKey: [...all, run],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/imports/{run}", { params: { path: { run } }, signal })),
    refetchInterval: ({ state }) => (state.data && works(state.data.state) ? pulse : false),
  });

/** The first rows, masked by what the columns were said to be when the import was last begun or checked. */
export const sampleQuery = (run: string, columns: ImportPlan["columns"]) =>
  queryOptions({
    queryKey: [...all, run, "sample", columns],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/imports/{run}/sample", { params: { path: { run } }, signal }))).rows,
  });

/** What is wrong with the rows, as counted at `seen`: more may follow while the worker goes on. */
export const faultsQuery = (run: string, seen: number) =>
  infiniteQueryOptions({
    queryKey: [...all, run, "faults", seen],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/imports/{run}/faults", { params: { path: { run }, query: { after: pageParam, limit: 50 } }, signal })),
    getNextPageParam: (page) => page.next,
  });

/** The rows that are there already, as counted at `seen`. */
export const matchesQuery = (run: string, seen: number) =>
  infiniteQueryOptions({
    queryKey: [...all, run, "matches", seen],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/imports/{run}/matches", { params: { path: { run }, query: { after: pageParam, limit: 50 } }, signal })),
    getNextPageParam: (page) => page.next,
  });

/** The kinds of orders that are in use, by key, with their names. */
export const kindsQuery = queryOptions({
  queryKey: ["imports", "kinds"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions", { signal }))).items.filter(({ status }) => status === "published"),
});

/** Sends something about an import; what the answer says of it is shown at once. */
function useSend<In>(send: (input: In) => Promise<ImportRun>, onDone: (run: ImportRun) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(run) {
      client.setQueryData(importQuery(run.id).queryKey, run);
      await client.invalidateQueries({ queryKey: importsQuery.queryKey });
      onDone(run);
    },
  });
}

export const useBegin = (onDone: (run: ImportRun) => void) =>
  useSend((body: { readonly file: string; readonly target: Target }) => answer(api.POST("/api/v1/imports", { body })), onDone);

export const useCheck = (run: string) =>
  useSend((body: ImportPlan) => answer(api.POST("/api/v1/imports/{run}/check", { params: { path: { run } }, body })));

export const useRun = (run: string) => useSend(() => answer(api.POST("/api/v1/imports/{run}/run", { params: { path: { run } } })));
