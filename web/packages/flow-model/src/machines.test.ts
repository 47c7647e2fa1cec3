import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Bundle } from "./bundle";
import { insert } from "./edits/insert";
import { callConnector, changeRequest, connectorOf, failTo, failureTo, renamed, setAnswers, setInputs } from "./edits/machines";
import { onTree } from "./edits/on-tree";
import { addPlace, keysFor } from "./graph/edits";
import { offered } from "./served";
import { starter } from "./starters";
import { treeOf } from "./tree-of";

const bundle = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../src/gongdan/definitions/five_step.json"), "utf8")) as Bundle;
const calling = onTree(bundle, (tree) => insert(tree, { after: "accept" }, "connector").tree);

it("calls and messages are offered, and begin as what an order can run", () => {
  expect(offered(bundle)).toEqual(expect.arrayContaining(["connector", "receive"]));
  const waiting = onTree(bundle, (tree) => insert(tree, { after: "accept" }, "receive").tree);
  expect(waiting.flow.nodes["message"]).toMatchObject({ kind: "receive", stage: "accept", trigger: { kind: "message", name: "message" } });
  const drawn = addPlace(bundle, starter("receive", keysFor(bundle.flow), "execute"));
  expect(drawn.flow.nodes["message"]).toMatchObject({ stage: "execute" });
});

it("a call names its connector, what goes out and what is taken, and keeps nothing that is empty", () => {
  const chosen = callConnector(calling, "call", "stock");
  expect(connectorOf(chosen.flow.nodes["call"] ?? { kind: "service" })).toBe("stock");
  const posted = changeRequest(chosen, "call", { method: "POST", path: "/parts" });
  const sent = setInputs(posted, "call", [["level", "urgency"]]);
  const taken = setAnswers(sent, "call", [["on_hand", { at: "/n", type: "number" }]]);
  expect(taken.flow.nodes["call"]).toMatchObject({
    calls: "http:stock",
    inputs: { level: "urgency" },
    request: { method: "POST", path: "/parts", answers: { on_hand: { at: "/n", type: "number" } } },
    result: "call",
  });
  const back = changeRequest(setAnswers(setInputs(taken, "call", []), "call", []), "call", { method: undefined, path: undefined });
  expect(back).toEqual(chosen);
});

it("a row is not renamed over another one", () => {
  const rows = [["one", 1], ["two", 2]] as const;
  expect(renamed(rows, 1, "one")).toEqual(rows);
  expect(renamed(rows, 1, "three")).toEqual([["one", 1], ["three", 2]]);
});

it("a call that fails leads to a person and on, can be read as a tree, and is undone without a trace", () => {
  expect(failureTo(calling, "call")).toBeUndefined();
  const led = failTo(calling, "call", { role: "dispatcher" });
  expect(failureTo(led, "call")).toEqual({ role: "dispatcher" });
  expect(led.flow.nodes["failed"]).toMatchObject({ kind: "boundary", attached_to: "call", trigger: { kind: "error" } });
  expect(led.flow.edges.filter(({ target }) => target === "execute").map(({ source }) => source)).toEqual(expect.arrayContaining(["call", "mend"]));
  expect(treeOf(led.flow)).not.toHaveProperty("untreeable");
  expect(failureTo(failTo(led, "call", { role: "admin" }), "call")).toEqual({ role: "admin" });
  expect(failTo(led, "call", undefined)).toEqual(calling);
});
