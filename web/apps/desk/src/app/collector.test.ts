import type { Change } from "@gongdan/api/stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { staleAfter } from "../features/workorders/model/order-keys";
import { collector } from "./collector";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("many changes in a moment are handed over once", () => {
  const batches: (readonly number[])[] = [];
  const gather = collector<number>(250, (things) => batches.push(things));
  [1, 2, 3].forEach(gather.add);
  vi.advanceTimersByTime(250);
  gather.add(4);
  vi.advanceTimersByTime(250);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

it("after stopping nothing is handed over", () => {
  const heard = vi.fn();
  const gather = collector<number>(250, heard);
  gather.add(1);
  gather.stop();
  vi.advanceTimersByTime(1000);
  expect(heard).not.toHaveBeenCalled();
});

it("a hundred changes of two orders make the lists and those two stale, once each", () => {
  const change = (n: number): Change => ({ position: n, kind: "order", id: n % 2 ? "a" : "b", version: n, type: "x" });
  const stale = staleAfter(Array.from({ length: 100 }, (_, n) => change(n)));
  expect(stale).toEqual([["orders", "list"], ["orders", "one", "b"], ["orders", "one", "a"]]);
  expect(staleAfter([{ ...change(1), kind: "definition" }])).toEqual([]);
});
