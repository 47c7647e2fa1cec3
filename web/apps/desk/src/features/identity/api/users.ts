import { answer, api } from "@gongdan/api/client";
import type { Newcomer, User, UserQuery } from "@gongdan/api/shapes";
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { userKeys } from "../model/keys";
import type { UserData } from "../model/user-data";

const pageSize = 50;

/** Users under a filter, page by page along the server's cursor. */
export const usersQuery = (filter: UserQuery) =>
  infiniteQueryOptions({
    queryKey: userKeys.list(filter),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, limit: pageSize, ...(pageParam && { cursor: pageParam }) };
      return answer(api.GET("/api/v1/users", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next,
  });

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: userKeys.one(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, signal })),
  });

const at = (id: string, version: number) => ({ path: { user_id: id }, header: { "If-Match": `"${version}"` } });

/** Sends what differs, first the data, then the roles; each on the version that was seen last. */
async function save(user: User, before: UserData, after: UserData): Promise<User> {
  let now = user;
  const { roles, ...data } = after;
  if (Object.entries(data).some(([name, value]) => before[name as keyof UserData] !== value)) {
    const body = { name: data.name, unit: data.unit || null, locale: data.locale, zone: data.zone };
    now = await answer(api.PATCH("/api/v1/users/{user_id}", { params: at(user.id, now.version), body }));
  }
  if (roles.join() !== before.roles.join()) {
    const body = { roles: [...roles] };
    now = await answer(api.PUT("/api/v1/users/{user_id}/roles", { params: at(user.id, now.version), body }));
  }
  return now;
}

/** Reads everything about users again; used after each change. */
function useReadAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: userKeys.all });
}

export interface UserChange {
  readonly user: User;
  readonly before: UserData;
  readonly after: UserData;
}

/** Changes a user; `undo` of what comes back sends the inverse, on the version that the change made. */
export function useSaveUser() {
  const again = useReadAgain();
  return useMutation({
    async mutationFn({ user, before, after }: UserChange) {
      const saved = await save(user, before, after);
      return { saved, undo: () => save(saved, after, before).finally(again) };
    },
    onSettled: again,
  });
}

/** Lets a user in or shuts him out. */
export function useSetDisabled(id: string) {
  const again = useReadAgain();
  const send = (disabled: boolean) =>
    answer(api.POST(`/api/v1/users/{user_id}/${disabled ? "disable" : "enable"}`, { params: { path: { user_id: id } } }));
  return useMutation({
    async mutationFn(disabled: boolean) {
      await send(disabled);
      return { undo: () => send(!disabled).finally(again) };
    },
    onSettled: again,
  });
}

/** Draws a password for one log-in. */
export function useOneTimePassword(id: string) {
  const again = useReadAgain();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/users/{user_id}/one-time-password", { params: { path: { user_id: id } } })),
    onSettled: again,
  });
}

/** Adds several people, or nobody; the answer holds their one-time passwords. */
export function useAddPeople() {
  const again = useReadAgain();
  return useMutation({
    mutationFn: (people: readonly Newcomer[]) => answer(api.POST("/api/v1/users/newcomers", { body: { people: [...people] } })),
    onSettled: again,
  });
}
