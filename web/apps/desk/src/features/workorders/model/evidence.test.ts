import { expect, it } from "vitest";
import { kindOf, lengthWords, outlines, type Proof, sizeWords } from "./evidence";

const demand = (kind: string, label: string, least: number, have: number) => ({ node: "work", kind, label, title: {}, least, have });

it("draws one outline for each piece that is still missing", () => {
  const proof = { items: [], demands: [demand("photo", "before", 1, 1), demand("photo", "after", 3, 1)] } as unknown as Proof;
  expect(outlines(proof).map((each) => each.label)).toEqual(["after", "after"]);
});

it("says sizes and lengths as people read them", () => {
  expect([0, 999, 1_500, 2_345_678, 1_000_000_000].map(sizeWords)).toEqual(["0 B", "999 B", "1.5 KB", "2.3 MB", "1.0 GB"]);
  expect([400, 65_000].map(lengthWords)).toEqual(["0:00", "1:05"]);
});

it("knows what a file proves by its type", () => {
  expect(["image/png", "video/mp4", "application/pdf", ""].map(kindOf)).toEqual(["photo", "video", "file", "file"]);
});
