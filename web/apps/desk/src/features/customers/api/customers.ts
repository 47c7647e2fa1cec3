import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { RegisterDoor } from "@gongdan/ui/use-register";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { contactOf } from "../model/contact-of";

export type Customer = Schemas["Customer"];
export type NewCustomer = Schemas["CreateCustomer"];
export type CustomerChange = Schemas["ChangeCustomer"];

const all = ["customers"] as const;

export interface CustomerFilter {
  readonly typed: string;
  readonly active: boolean;
}

/** Customers by the start of code or name; by a whole number or address, which travels in a body alone. */
export const customersQuery = ({ typed, active }: CustomerFilter) =>
  infiniteQueryOptions({
    queryKey: [...all, "list", typed, active],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const contact = contactOf(typed);
      if (contact) return answer(api.POST("/api/v1/customers/find", { body: contact, signal }));
      const query = { active, limit: 50, ...(typed && { q: typed }), ...(pageParam && { cursor: pageParam }) };
      return answer(api.GET("/api/v1/customers", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    enabled: id !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } }, signal })),
  });

export const customerDoor: RegisterDoor<Customer, NewCustomer, CustomerChange> = {
  key: all,
  words: "customers",
  create: (body) => answer(api.POST("/api/v1/customers", { body })),
  change(customer, body) {
    const params = { path: { customer_id: customer.id }, header: { "If-Match": `"${customer.version}"` } };
    return answer(api.PATCH("/api/v1/customers/{customer_id}", { params, body }));
  },
};
