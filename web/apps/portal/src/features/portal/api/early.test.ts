import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask } from "./client";
import { askEarly } from "./early";

const token = `gl1_acme_${"a".repeat(43)}`;
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("document", { documentElement: { lang: "en" } });
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path.replace("/api/v1", ""));
    const body = path.endsWith("/links/current") ? { link: { order: "o1" } } : { path };
    const answer = new Response(JSON.stringify(body), { status: path.includes("gone") ? 404 : 200 });
    // the copy of an answer may be read later than the answer itself
    const copy = new Promise((read) => { setTimeout(() => { read(body); }, 5); });
    return Promise.resolve(Object.assign(answer, { clone: () => ({ json: () => copy }) }));
  });
});
afterEach(() => { vi.unstubAllGlobals(); });

test("an order is asked for once, however early", async () => {
  askEarly({ page: "follow", token });
  await vi.waitFor(() => { expect(asked).toEqual(["/links/current", "/orders/o1", "/orders/o1/timeline"]); });
  await Promise.all(asked.map((path) => ask("GET", path, { token })));
  expect(asked).toHaveLength(3);
});

test("who has heard of a link finds its order on the way, and no answer is left for later", async () => {
  askEarly({ page: "follow", token });
  await ask("GET", "/links/current", { token });
  await ask("GET", "/orders/o1", { token });
  await vi.waitFor(() => { expect(asked).toContain("/orders/o1/timeline"); });
  expect(asked.filter((path) => path === "/orders/o1")).toHaveLength(1);
});

test("what was answered early is answered once: who asks again hears what is true now", async () => {
  askEarly({ page: "report", tenant: "acme", asset: "" });
  await ask("GET", "/portal/acme");
  await ask("GET", "/portal/acme");
  expect(asked).toEqual(["/portal/acme", "/portal/acme"]);
});

test("an answer to one link is not given to another", async () => {
  askEarly({ page: "follow", token });
  await ask("GET", "/links/current", { token: "another" });
  expect(asked.filter((path) => path === "/links/current")).toHaveLength(2);
});

test("a no that came early is told to who asks for it", async () => {
  askEarly({ page: "report", tenant: "gone", asset: "" });
  await expect(ask("GET", "/portal/gone")).rejects.toThrow();
  expect(asked).toEqual(["/portal/gone"]);
});
