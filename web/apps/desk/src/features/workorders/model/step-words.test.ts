import type { TimelineItem } from "@gongdan/api/shapes";
import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { ownTitle, stepDone, stepOfAct } from "./step-words";

const words = (zh: string, en: string) => ({ zh, en });
const bundle = {
  flow: {
    nodes: {
      accept: { stage: "accept", title: words("受理", "Accept") },
      approve: { stage: "accept", title: words("超额审批", "Approval"), outcomes: { declined: { title: words("不同意", "Declined") } } },
    },
  },
};
const [zh, en] = [speech("zh", "Asia/Shanghai"), speech("en", "Asia/Shanghai")];
const done = (node: string, outcome = "") => ({ type: "OrderAccepted", facts: { node, outcome } }) as unknown as TimelineItem;

it("a step is called by its own name, and by nothing more where it is that of its stage", () => {
  expect(ownTitle(bundle, "approve", zh)).toBe("超额审批");
  expect(ownTitle(bundle, "accept", zh)).toBe("");
  expect(ownTitle(undefined, "approve", zh)).toBe("");
});

it("an act is called by its step's name only where it completes the step", () => {
  expect(stepOfAct(bundle, { act: "accept", node: "approve" }, en)).toBe("Approval");
  expect(stepOfAct(bundle, { act: "reject", node: "approve" }, en)).toBe("");
});

it("what was done at a step says its name and how it came out", () => {
  expect(stepDone(bundle, done("approve", "declined"), zh)).toBe("完成了“超额审批”：不同意");
  expect(stepDone(bundle, done("approve"), en)).toBe("completed “Approval”");
  expect(stepDone(bundle, done("accept"), zh)).toBe("");
});
