import { expect, it } from "vitest";
import { keepReport, keptReport, noWords } from "./kept-report";

function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const written = { ...noWords, text: "大厅的门夹人", entered: { floor: "3", urgent: true } };

it("what was written is there again after the page was loaded anew, for this tenant and thing alone", () => {
  const here = shelf();
  keepReport(here, "demo", "P-101", written);
  expect(keptReport(here, "demo", "P-101")).toEqual(written);
  expect(keptReport(here, "demo", "")).toBeUndefined();
  expect(keptReport(here, "other", "P-101")).toBeUndefined();
});

it("a report that was sent, and one in which nothing stands, leave nothing", () => {
  const here = shelf();
  keepReport(here, "demo", "", written);
  keepReport(here, "demo", "", noWords);
  expect(here.kept.size).toBe(0);
});

it("files are not kept: they belong to the visit in which they were sent", () => {
  const here = shelf();
  keepReport(here, "demo", "", { ...written, entered: { floor: "3", pictures: ["01a2"] } });
  expect(keptReport(here, "demo", "")?.entered).toEqual({ floor: "3" });
});

it("a storage that is closed, or holds rubbish, only forgets", () => {
  const closed = { getItem: () => { throw new Error("closed"); }, setItem: () => { throw new Error("closed"); }, removeItem: () => undefined };
  keepReport(closed, "demo", "", written);
  expect(keptReport(closed, "demo", "")).toBeUndefined();
  expect(keptReport({ ...shelf(), getItem: () => "{" }, "demo", "")).toBeUndefined();
});
