import { expect, it } from "vitest";
import { isFiltered, pathWith, readFilter, writeFilter } from "./order-filter";

const read = (words: string) => readFilter(new URLSearchParams(words));

it("a filter survives the address unchanged", () => {
  const words = "stage=accept&status=open&assignee=me&urgency=1&q=%E6%B3%B5+%23";
  expect(writeFilter(read(words)).toString()).toBe(words);
  expect(read(words)).toEqual({ stage: "accept", status: "open", assignee: "me", urgency: 1, q: "泵 #" });
});

it("words that mean nothing are left out", () => {
  expect(read("stage=lunch&status=&urgency=9&assignee=you&q=++&x=1")).toEqual({});
  expect(isFiltered(read("stage=lunch"))).toBe(false);
});

it("a view is an address", () => {
  expect(pathWith("/orders", { assignee: "me", status: "open" })).toBe("/orders?status=open&assignee=me");
  expect(pathWith("/orders", {})).toBe("/orders");
});

it("keeps of what the orders are about, where it is an id", () => {
  const id = "01900000-0000-7000-8000-000000000001";
  expect(readFilter(new URLSearchParams(`customer=${id}&asset=pump`))).toEqual({ customer: id });
  expect(pathWith("/orders", { customer: id })).toBe(`/orders?customer=${id}`);
});
