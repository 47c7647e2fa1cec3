// Orders, people and forms to look at while the real server is away. Development only.
import { createHash } from "node:crypto";

const minutes = (n) => new Date(Date.now() - n * 60_000).toISOString();
export const tenant = { id: "t1", slug: "demo", name: "东湖园区服务中心" };
export const users = [
  { id: "u-chen", login: "chen", name: "陈晓", roles: ["requester"] },
  { id: "u-li", login: "li", name: "李敏", roles: ["dispatcher"] },
  { id: "u-wang", login: "wang", name: "王强", roles: ["technician"] },
  { id: "u-smith", login: "smith", name: "Ada Smith", roles: ["technician"] },
  { id: "u-zhao", login: "zhao", name: "赵主管", roles: ["supervisor"] },
];
export const named = (id) => {
  const user = users.find((each) => each.id === id);
  return user ? { id: user.id, name: user.name } : null;
};
export const hash = (words) => createHash("sha256").update(words).digest("hex");

const words = { zh: 0, en: 1 };
const say = (locale, ...pair) => pair[words[locale]];

export const forms = (locale) => ({
  complete: {
    schema: {
      type: "object",
      required: ["result"],
      properties: {
        result: { type: "string", title: say(locale, "处理结果", "What was done"), maxLength: 2000, minLength: 2 },
        cause: {
          type: "string",
          title: say(locale, "原因", "Cause"),
          oneOf: [
            { const: "wear", title: say(locale, "磨损", "Wear") },
            { const: "misuse", title: say(locale, "使用不当", "Misuse") },
            { const: "outside", title: say(locale, "外部原因", "From outside") },
          ],
        },
        minutes: { type: "integer", title: say(locale, "工时（分钟）", "Working time (minutes)"), minimum: 1, maximum: 1440 },
      },
    },
    ui: { order: ["result", "cause", "minutes"] },
  },
  report: {
    schema: {
      type: "object",
      properties: {
        device_stopped: { type: "boolean", title: say(locale, "设备是否停机", "Has the machine stopped"), default: false },
      },
    },
    ui: {},
  },
});

const titles = [
  ["循环水泵振动异常，伴有异响", "accept", 1, "3 号楼 B1 泵房", 25, 90],
  ["Printer on floor 5 jams at every second page", "execute", 3, "Building 1, floor 5", 190, 300],
  ["会议室 402 投影仪无法开机", "accept", 2, "1 号楼 402", 61, -40],
  ["电梯 E2 门关闭缓慢", "verify", 2, "2 号楼", 1500, 60],
  ["Replace the access card of a new colleague", "archive", 4, "Reception", 4000, null],
  ["空调漏水，天花板已湿", "execute", 1, "5 号楼 612", 300, -120],
  ["生产线 3 号工位扭矩枪校准", "report", 3, "一车间", 12, 600],
  ["Water meter reading differs from the bill", "accept", 4, "Utility shaft 2", 2000, null],
];
const holders = { report: "u-chen", accept: null, execute: "u-wang", verify: "u-chen", archive: null };

function order(n) {
  const [title, stage, urgency, place, age, due] = titles[n % titles.length];
  const copy = Math.floor(n / titles.length);
  const archived = stage === "archive";
  return {
    id: `o-${String(n + 1).padStart(4, "0")}`,
    number: `WO-2026-${String(1200 - n).padStart(6, "0")}`,
    type: "five_step",
    title: copy ? `${title} (${copy + 1})` : title,
    stage,
    status: archived ? "archived" : n % 11 === 9 ? "suspended" : "open",
    urgency,
    impact: 2,
    priority: Math.min(5, urgency + 1),
    reporter: named("u-chen"),
    assignee: holders[stage] === "u-wang" ? named("u-wang") : null,
    unit: { id: "unit-1", name: "设施部" },
    asset: n % 3 === 0 ? { id: "a1", code: "PUMP-0031", name: "循环水泵 31" } : null,
    place,
    due_at: due === null ? null : minutes(-due + copy),
    reported_at: minutes(age + copy * 60),
    updated_at: minutes(Math.max(1, age / 2) + copy * 60),
    version: 3,
    description: "早上 8 点巡检时发现，声音比昨天明显变大，轴承温度约 72 °C。\nThe noise is louder than yesterday.",
    contact: { name: "陈晓", phone: "138****5678", email: "", view: "masked" },
    location: { address: place, latitude: null, longitude: null },
    tags: n % 2 ? [] : ["水泵", "巡检"],
    fields: {},
    data: {},
    customer_id: null,
    reason: "",
    imported: false,
    definition: { key: "five_step", version: 1 },
    node: stage,
    visited: ["report", "accept", "execute", "verify", "archive"].slice(0, ["report", "accept", "execute", "verify", "archive"].indexOf(stage) + 1),
    round: 1,
    ended: archived,
    timeline: [],
  };
}

const told = { report: "OrderReported", accept: "OrderAccepted", execute: "WorkCompleted", verify: "OrderVerified", archive: "OrderArchived" };
const actors = { report: "u-chen", accept: "u-li", execute: "u-wang", verify: "u-chen", archive: "u-zhao" };

export function record(order, type, actorId, more = {}) {
  const seq = order.timeline.length + 1;
  order.timeline.push({
    seq,
    position: 1000 + seq,
    type,
    at: new Date().toISOString(),
    claimed_at: null,
    actor: { kind: "person", ...named(actorId) },
    stage: order.stage,
    node: order.node,
    reason: "",
    facts: {},
    origin: "own",
    hash: hash(order.id + seq),
    ...more,
  });
}

export function seed(count) {
  return Array.from({ length: count }, (_, n) => {
    const made = order(n);
    made.visited.slice(0, made.ended ? 5 : -1).forEach((stage, index, all) => {
      const at = new Date(Date.parse(made.reported_at) + ((Date.now() - Date.parse(made.reported_at)) * index) / (all.length + 1)).toISOString();
      const facts = stage === "verify" ? { outcome: "passed" } : {};
      record(made, told[stage], actors[stage], { at, stage, node: stage, facts });
      if (stage === "accept") record(made, "OrderAssigned", "u-li", { at, stage: "execute", actor: { kind: "rule", id: null, name: "派单规则@3" }, facts: { assignee: named("u-wang") }, reason: "技能匹配，距离 200 米" });
    });
    if (made.stage === "report") record(made, "OrderReported", "u-chen", { at: made.reported_at });
    made.version = made.timeline.length;
    return made;
  });
}
