import { describe, expect, it } from "vitest";
import type { Order, Plan, Route, Stop } from "../api/day-plans";
import { projected } from "./map";
import { moveTo, rowsOf, staysWith } from "./rows";

const stop = (order: string | null, begins: number, begun = false): Stop => ({ order, begins, arrives: begins, ends: begins + 3600, travel: 0, metres: 0, late: 0, missed: 0, begun });
const route = (user: string, visits: Stop[]) => ({ user, name: user, visits }) as unknown as Route;
const order = (id: string, latitude: number | null, longitude: number | null) => ({ id, latitude, longitude }) as Order;

describe("a bar that is let go", () => {
  const li = route("li", [stop("a", 8 * 3600, true), stop("b", 9 * 3600), stop(null, 12 * 3600), stop("c", 13 * 3600)]);
  const rows = rowsOf({ routes: [li], orders: [] } as unknown as Plan);
  it("goes between the stops that are not begun", () => {
    expect(moveTo("x", li, 8 * 3600)).toEqual({ order: "x", to: "li", at: 0 });
    expect(moveTo("x", li, 11 * 3600)).toEqual({ order: "x", to: "li", at: 1 });
    expect(moveTo("x", li, 20 * 3600)).toEqual({ order: "x", to: "li", at: 2 });
  });
  it("does not count itself", () => {
    expect(moveTo("b", li, 20 * 3600)).toEqual({ order: "b", to: "li", at: 1 });
  });
  it("is nothing where it already is", () => {
    expect(staysWith(rows, { order: "b", to: "li", at: 0 })).toBe(true);
    expect(staysWith(rows, { order: "b", to: "li", at: 1 })).toBe(false);
    expect(staysWith(rows, { order: "x", to: null, at: 0 })).toBe(true);
  });
});

describe("a map", () => {
  it("keeps north above south and everything inside", () => {
    const [north, south] = projected([order("n", 31.3, 121.4), order("s", 31.2, 121.5), order("?", null, null)], 100, 10);
    expect(north?.y).toBeLessThan(south?.y ?? 0);
    for (const dot of [north, south]) expect(Math.min(dot?.x ?? -1, dot?.y ?? -1)).toBeGreaterThanOrEqual(10);
  });
  it("has a place for a single dot", () => {
    expect(projected([order("n", 31.3, 121.4)], 100, 10)).toMatchObject([{ x: 50, y: 50 }]);
  });
});
