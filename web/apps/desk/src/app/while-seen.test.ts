import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whileSeen } from "./while-seen";

/** The part of a page that tells whether it can be seen. */
class Page extends EventTarget {
  visibilityState = "visible";

  turn(state: "hidden" | "visible"): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let page: Page;
beforeEach(() => {
  page = new Page();
  vi.stubGlobal("document", page);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function held() {
  const state = { open: 0, returns: 0 };
  const end = whileSeen(
    () => {
      state.open += 1;
      return () => {
        state.open -= 1;
      };
    },
    () => {
      state.returns += 1;
    },
  );
  return { state, end };
}

it("a look aside keeps the line", () => {
  const { state: line } = held();
  page.turn("hidden");
  vi.advanceTimersByTime(20_000);
  page.turn("visible");
  vi.advanceTimersByTime(60_000);
  expect([line.open, line.returns]).toEqual([1, 0]);
});

it("a long absence closes it, and coming back opens it again and reads what was missed", () => {
  const { state: line } = held();
  page.turn("hidden");
  vi.advanceTimersByTime(31_000);
  expect(line.open).toBe(0);
  page.turn("visible");
  expect([line.open, line.returns]).toEqual([1, 1]);
});

it("ended is ended", () => {
  const { state: line, end } = held();
  end();
  page.turn("hidden");
  page.turn("visible");
  expect([line.open, line.returns]).toEqual([0, 0]);
});
