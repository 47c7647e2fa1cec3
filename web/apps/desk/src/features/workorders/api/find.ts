import { answer, api } from "@gongdan/api/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

/** Something that can be chosen: its name, and what tells it from others of that name. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly beside: string;
}

export interface Search {
  readonly what: string;
  readonly find: (q: string, signal: AbortSignal) => Promise<readonly Found[]>;
}

const limit = 20;

/** The people to whom an order can be given, by a part of their name. */
export const people: Search = {
  what: "people",
  async find(q, signal) {
    const { items } = await answer(api.GET("/api/v1/users", { params: { query: { q, active: true, limit } }, signal }));
    return items.map(({ id, name, unit }) => ({ id, name, beside: unit?.name ?? "" }));
  },
};

/** The assets that an order can be about, by the start of their code or name. */
export const assets: Search = {
  what: "assets",
  async find(q, signal) {
    const { items } = await answer(api.GET("/api/v1/assets", { params: { query: { q, active: true, limit } }, signal }));
    return items.map(({ id, code, name, place }) => ({ id, name, beside: [code, place].filter(Boolean).join(" · ") }));
  },
};

/** The customers for whom an order can be, by the start of their code or name. */
export const customers: Search = {
  what: "customers",
  async find(q, signal) {
    const { items } = await answer(api.GET("/api/v1/customers", { params: { query: { q, active: true, limit } }, signal }));
    return items.map(({ id, code, name }) => ({ id, name, beside: code }));
  },
};

/** Orders by number, title or words. */
export const orders: Search = {
  what: "orders",
  async find(q, signal) {
    if (q === "") return [];
    const { items } = await answer(api.GET("/api/v1/orders", { params: { query: { q, limit } }, signal }));
    return items.map(({ id, number, title, place }) => ({ id, name: `${number} ${title}`, beside: place }));
  },
};

/** What is found by some words; while others are searched for, what was found before stays in sight. */
export const foundQuery = ({ what, find }: Search, q: string) =>
  queryOptions({
    queryKey: ["found", what, q],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => find(q, signal),
  });

/** How one thing or person is called, by its id. */
export const aboutQuery = (what: "asset" | "customer" | "holder", id: string) =>
  queryOptions({
    queryKey: ["about", what, id],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      switch (what) {
        case "asset":
          return (await answer(api.GET("/api/v1/assets/{asset_id}", { params: { path: { asset_id: id } }, signal }))).name;
        case "customer":
          return (await answer(api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } }, signal }))).name;
        case "holder":
          return (await answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, signal }))).name;
      }
    },
  });
