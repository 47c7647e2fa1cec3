import { expect, it } from "vitest";
import { dayBegins, readTrailFilter, trailQuestion, writeTrailFilter } from "./trail-filter";

const id = "01900000-0000-7000-8000-000000000001";

it("an address and its filter are one", () => {
  const words = `who=${id}&act=order.accept&kind=order&thing=${id}&outcome=refused&from=2026-03-01&to=2026-03-02`;
  expect(writeTrailFilter(readTrailFilter(new URLSearchParams(words))).toString()).toBe(words);
});

it("words that mean nothing are left out", () => {
  const words = "who=me&act=%3Cb%3E&thing=1&outcome=well&from=yesterday&x=1";
  expect(readTrailFilter(new URLSearchParams(words))).toEqual({});
  expect(readTrailFilter(new URLSearchParams(`thing=${id}`))).toEqual({});
});

it("a day is one of the reader's zone, also where the clock changes", () => {
  expect(dayBegins("2026-03-01", "Asia/Shanghai").toISOString()).toBe("2026-02-28T16:00:00.000Z");
  expect(dayBegins("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(dayBegins("2026-03-29", "Europe/Berlin", 1).toISOString()).toBe("2026-03-29T22:00:00.000Z");
});

it("the last day is asked for as a whole", () => {
  expect(trailQuestion({ from: "2026-03-01", to: "2026-03-01" }, "UTC")).toEqual({
    since: "2026-03-01T00:00:00.000Z",
    until: "2026-03-02T00:00:00.000Z",
  });
});
