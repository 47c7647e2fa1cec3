import { speech } from "@gongdan/i18n/speech";
import { describe, expect, it } from "vitest";
import { dueWords, waitingWords } from "./waiting";

const now = new Date("2026-11-23T06:25:00Z");
const since = "2026-11-23T06:00:00Z";
const me = { id: "me", roles: ["supervisor"] };
const [zh, en] = [speech("zh", "Asia/Shanghai"), speech("en", "Asia/Shanghai")];
const open = (who: { id: string; name: string } | null, act = "accept", role = "dispatcher") => ({
  status: "open",
  waiting: { role, who, others: [] as { id: string; name: string }[], since, act },
});

describe("a row says why it is here", () => {
  it("to the one who must act", () => {
    expect(waitingWords(open({ id: "me", name: "Li" }), me, now, en)).toEqual({
      why: "Waits for you to accept it",
      since: expect.stringMatching(/^for 25 min/) as string,
      mine: true,
    });
  });

  it("naming somebody else, or the role", () => {
    expect(waitingWords(open({ id: "w", name: "王工" }, "complete"), me, now, zh).why).toBe("等王工完成");
    expect(waitingWords(open(null), me, now, zh).why).toBe("等调度员受理");
  });

  it("naming all who are awaited, and the reader among them", () => {
    const both = open({ id: "w", name: "王工" }, "verify");
    const row = { ...both, waiting: { ...both.waiting, others: [{ id: "z", name: "赵工" }] } };
    expect(waitingWords(row, me, now, zh).why).toBe("等王工和赵工验收");
    expect(waitingWords(row, { id: "z", roles: [] }, now, zh).mine).toBe(true);
  });

  it("that waits for nobody, but for its time", () => {
    expect(waitingWords(open(null, ""), me, now, zh).why).toBe("等待定时、关联工单或外部系统，无需办理");
  });

  it("to one of several who may act", () => {
    const words = waitingWords(open(null), { id: "me", roles: ["dispatcher"] }, now, en);
    expect([words.why, words.mine]).toEqual(["Waits for you, as a dispatcher, to accept it", true]);
  });

  it("to who is offered the act without having the role, as the reporter who may verify", () => {
    const order = { ...open(null, "verify", "technician"), acts: [{ act: "verify" }] };
    expect(waitingWords(order, me, now, zh)).toMatchObject({ why: "等您验收", mine: true });
  });

  it("saying 'just now' for the first minute", () => {
    expect(waitingWords(open(null), me, new Date("2026-11-23T06:00:20Z"), en).since).toBe("just now");
  });

  it("without ever showing a raw code", () => {
    const words = waitingWords(open(null, "calibrate_x", "role_77"), me, now, en).why;
    expect(words).toBe("Waits for somebody with the right to it to act");
  });

  it("when nobody is waited for", () => {
    expect(waitingWords({ ...open(null, ""), status: "archived" }, me, now, en).why).toBe("Done and archived");
    expect(waitingWords({ ...open(null), status: "suspended" }, me, now, zh).since).toBe("");
  });
});

describe("the promise", () => {
  it("is a clock time, then how much it is broken by", () => {
    expect(dueWords("2026-11-23T08:00:00Z", true, now, en)).toEqual({ words: "due 16:00", broken: false });
    expect(dueWords("2026-11-23T04:00:00Z", true, now, zh)).toEqual({ words: "超期 2 小时", broken: true });
  });

  it("is not spoken of once the order has ended, or where none was made", () => {
    expect(dueWords("2026-11-23T04:00:00Z", false, now, en)).toBeUndefined();
    expect(dueWords(null, true, now, en)).toBeUndefined();
  });
});
