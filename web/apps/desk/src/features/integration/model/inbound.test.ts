import { expect, it } from "vitest";
import type { Inbound } from "../api/inbounds";
import { changeOf, enteredOf, fieldsOf, inputOf, nothing, wordsIn } from "./inbound";
import { placesOf } from "./sample";

it("a sample shows its places in order, of a list the first, with what stands there", () => {
  expect(placesOf('{"a": {"b/c": 1, "d": [{"e": "x"}, {"e": "y"}]}, "f": null}')).toEqual([
    { at: "/a/b~1c", value: "1" },
    { at: "/a/d/0/e", value: "x" },
    { at: "/f", value: "null" },
  ]);
  expect(placesOf("{")).toBeUndefined();
  expect(placesOf("7")).toEqual([]);
});

it("what is entered is sent, read again and sent as it was", () => {
  const entered = {
    ...nothing,
    key: "alarms",
    name: " 监控 ",
    definition: "five_step",
    takes: [{ to: "urgency", at: "/level", otherwise: "3", words: "critical = 1\nminor=4\nnonsense" }, { to: "", at: "/x", otherwise: "", words: "" }],
  };
  const input = inputOf(entered);
  expect(input.does).toEqual({
    kind: "start",
    definition: "five_step",
    takes: [{ to: "urgency", at: "/level", otherwise: "3", words: { critical: "1", minor: "4" } }],
  });
  const kept: Inbound = { id: "i", path: "/p", tolerance: 300, active: true, secrets: 1, created_by: null, created_at: "", version: 1, ...input } as Inbound;
  expect(changeOf(enteredOf(kept))).toMatchObject({ name: "监控", does: input.does, most_bytes: 65_536 });
});

it("words are read line by line, whatever stands behind the first sign", () => {
  expect(wordsIn("a = b = c\n = d\n\ne=")).toEqual({ a: "b = c", e: "" });
});

it("the fields follow from what is started, or from the message", () => {
  const field = { key: "part", title: {}, kind: "string", required: false };
  const choices = { starts: [{ key: "x", title: {}, fields: [field] }], messages: [{ message: "m", title: {}, definition: {}, fields: [] }] };
  expect(fieldsOf({ ...nothing, definition: "x" }, choices)).toEqual([field]);
  expect(fieldsOf({ ...nothing, kind: "advance", message: "m" }, choices)).toEqual([]);
  expect(fieldsOf(nothing, undefined)).toEqual([]);
});
