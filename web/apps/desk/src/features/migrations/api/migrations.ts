import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { Bag } from "@gongdan/forms/core/json";
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Migration = Schemas["MigrationShown"];
export type MigrationCheck = Schemas["MigrationCheck"];
export type Hindrance = Schemas["Hindrance"];
export type MigrationRow = Schemas["MigrationRow"];
export type Ending = Schemas["MigrationRow"]["ending"];
export type Way = "pause" | "resume" | "cancel" | "back";

/** Which version's running orders go over to which, by which map of nodes. */
export interface Wish {
  readonly from: number;
  readonly to: number;
  readonly map: Readonly<Record<string, string>>;
}

const all = ["migrations"] as const;
/** How often a migration that the worker has in hand is asked about, in ms. */
const pulse = 700;
const bodyOf = ({ from, to, map }: Wish) => ({ from_version: from, to_version: to, node_map: { ...map } });

/** The order type with its versions, newest first. */
export const typeQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, key, "type"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/definitions/{key}", { params: { path: { key } }, signal })),
  });

/** How many orders that have not ended run each version. */
export const runningQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, key, "running"],
    queryFn: async ({ signal }) => {
      const { items } = await answer(api.GET("/api/v1/orders/running", { params: { query: { type: key } }, signal }));
      return new Map(items.map(({ version, orders }) => [version, orders]));
    },
  });

/** The body of one version; it never changes, so it is read once. */
export const versionQuery = (key: string, version: number) =>
  queryOptions({
    queryKey: [...all, key, "body", version],
    staleTime: Infinity,
    enabled: version > 0,
    queryFn: ({ signal }): Promise<Bag> =>
      answer(api.GET("/api/v1/definitions/{key}/versions/{version}", { params: { path: { key, version } }, signal })),
  });

/** What would come of every running order; nothing is changed by asking. */
export const checkQuery = (key: string, wish: Wish) =>
  queryOptions({
    queryKey: [...all, key, "check", wish.from, wish.to, wish.map],
    enabled: wish.from > 0 && wish.to > 0 && wish.from !== wish.to,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/definitions/{key}/migrations/check", { params: { path: { key } }, body: bodyOf(wish), signal })),
  });

/** The newest migrations of a type, newest first. */
export const migrationsQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, key, "list"],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/definitions/{key}/migrations", { params: { path: { key } }, signal }))).items,
  });

/** One migration; while the worker has it in hand, again and again. */
export const migrationQuery = (key: string, migration: string) =>
  queryOptions({
    queryKey: [...all, key, "one", migration],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/definitions/{key}/migrations/{migration}", { params: { path: { key, migration } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? pulse : false),
  });

/** The orders that came to an ending, as counted at `seen`: more may follow while the worker goes on. */
export const rowsQuery = (key: string, migration: string, ending: Ending, seen: number) =>
  infiniteQueryOptions({
    queryKey: [...all, key, "one", migration, ending, seen],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/definitions/{key}/migrations/{migration}/orders", {
          params: { path: { key, migration }, query: { ending, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Sends something about migrations; what the pages know of them is read again afterwards. */
function useSend<In>(key: string, send: (input: In) => Promise<Migration>, onDone: (done: Migration) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(done) {
      client.setQueryData(migrationQuery(key, done.id).queryKey, done);
      await client.invalidateQueries({ queryKey: [...all, key, "list"] });
      onDone(done);
    },
  });
}

export const useBegin = (key: string, wish: Wish, onDone: (begun: Migration) => void) =>
  useSend(
    key,
    (reason: string) =>
      answer(api.POST("/api/v1/definitions/{key}/migrations", { params: { path: { key } }, body: { ...bodyOf(wish), reason } })),
    onDone,
  );

export const useWay = (key: string, migration: string, onDone: () => void) => {
  const at = { params: { path: { key, migration } } };
  return useSend(
    key,
    (way: Way) => {
      switch (way) {
        case "pause":
          return answer(api.POST("/api/v1/definitions/{key}/migrations/{migration}/pause", at));
        case "resume":
          return answer(api.POST("/api/v1/definitions/{key}/migrations/{migration}/resume", at));
        case "cancel":
          return answer(api.POST("/api/v1/definitions/{key}/migrations/{migration}/cancel", at));
        case "back":
          return answer(api.POST("/api/v1/definitions/{key}/migrations/{migration}/back", at));
      }
    },
    onDone,
  );
};
