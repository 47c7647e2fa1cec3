import { expect, it } from "vitest";
import { Problem, problemFrom, unreachable, unreadable } from "./problem";
import { pauseBefore } from "./stream";

it("a problem of the server keeps its words and code", () => {
  const problem = problemFrom({ code: "order_stale", title: "Somebody was faster", status: 412 }, 412);
  expect(problem).toBeInstanceOf(Problem);
  expect([problem.code, problem.status, problem.message]).toEqual(["order_stale", 412, "Somebody was faster"]);
  expect(problem.body.errors).toEqual([]);
});

it("no answer at all is the problem 'unreachable'", () => {
  expect(problemFrom(new TypeError("fetch failed"), 0).code).toBe(unreachable);
});

it("an answer that is no problem+json is 'unreadable', whatever it is", () => {
  for (const body of ["<html>", null, {}, { code: 7 }]) expect(problemFrom(body, 502).code).toBe(unreadable);
});

it("new tries come later and later, at most 30 s apart", () => {
  expect([0, 1, 2, 9].map(pauseBefore)).toEqual([1000, 2000, 4000, 30_000]);
});
