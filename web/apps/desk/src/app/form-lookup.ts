import { answer, api } from "@gongdan/api/client";
import type { Looked, Lookup } from "@gongdan/forms/antd/lookup";

const limit = 20;

type Find = (q: string, signal: AbortSignal) => Promise<readonly Looked[]>;

const finds: Readonly<Record<string, Find>> = {
  async user(q, signal) {
    const { items } = await answer(api.GET("/api/v1/users", { params: { query: { q, active: true, limit } }, signal }));
    return items.map(({ id, name, unit }) => ({ id, name, beside: unit?.name ?? "" }));
  },
  async unit(q, signal) {
    const { items } = await answer(api.GET("/api/v1/units", { signal }));
    const found = items.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
    return found.slice(0, limit).map(({ id, name }) => ({ id, name, beside: "" }));
  },
  async asset(q, signal) {
    const { items } = await answer(api.GET("/api/v1/assets", { params: { query: { q, active: true, limit } }, signal }));
    return items.map(({ id, code, name }) => ({ id, name, beside: code }));
  },
  async customer(q, signal) {
    const { items } = await answer(api.GET("/api/v1/customers", { params: { query: { q, active: true, limit } }, signal }));
    return items.map(({ id, code, name }) => ({ id, name, beside: code }));
  },
  async order(q, signal) {
    if (q === "") return [];
    const { items } = await answer(api.GET("/api/v1/orders", { params: { query: { q, limit } }, signal }));
    return items.map(({ id, number, title }) => ({ id, name: `${number} ${title}`, beside: "" }));
  },
};

const names: Readonly<Record<string, (id: string, signal: AbortSignal) => Promise<string>>> = {
  user: async (id, signal) => (await answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, signal }))).name,
  unit: async (id, signal) => (await answer(api.GET("/api/v1/units", { signal }))).items.find((unit) => unit.id === id)?.name ?? id,
  asset: async (id, signal) => (await answer(api.GET("/api/v1/assets/{asset_id}", { params: { path: { asset_id: id } }, signal }))).name,
  customer: async (id, signal) => (await answer(api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } }, signal }))).name,
  order: async (id, signal) => (await answer(api.GET("/api/v1/orders/{order}", { params: { path: { order: id } }, signal }))).number,
};

/** What fields of forms can point at, looked up where the desk looks for it. */
export const formLookup: Lookup = {
  knows: (kind) => kind in finds,
  find: (kind, words, signal) => finds[kind]?.(words, signal) ?? Promise.resolve([]),
  named: (kind, id, signal) => names[kind]?.(id, signal) ?? Promise.resolve(id),
};
