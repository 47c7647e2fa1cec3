import { expect, test } from "vitest";
import { placeAt } from "./start-early";

test("the page of an address is known before it is opened", () => {
  expect(placeAt("/orders/0190")?.title).toBe("places.orders");
  expect(placeAt("/today")?.title).toBe("places.today");
});

test("the desk's own address leads to the first page", () => {
  expect(placeAt("/")).toBeDefined();
});

test("an address without a page fetches nothing", () => {
  expect(placeAt("/nowhere/at/all")).toBeUndefined();
});
