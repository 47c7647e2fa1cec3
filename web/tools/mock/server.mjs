// A small stand-in for the server: the shapes of /api/v1 and the built desk under its content security policy.
// Development only: `npm run build && npm run mock`, then http://127.0.0.1:8000/desk/ (demo / li / demo).
import { randomBytes, randomUUID } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { actsFor, apply, waiting } from "./loop.mjs";
import { named, record, seed, tenant, users } from "./seed.mjs";

const built = fileURLToPath(new URL("../../../src/gongdan/entrypoints/http/static/desk", import.meta.url));
const orders = seed(Number(process.env.ORDERS ?? 140));
const shipped = JSON.parse(readFileSync(new URL("../../../src/gongdan/definitions/five_step.json", import.meta.url), "utf8"));
const sessions = new Map();
const streams = new Set();
let position = 5000;

const localeOf = (request) => ((request.headers["accept-language"] ?? "").startsWith("en") ? "en" : "zh");
const row = ({ timeline: _t, description: _d, contact: _c, location: _l, ...rest }) => ({ ...rest, waiting: waiting(rest) });
const detail = (order, user, locale) => {
  const { timeline: _t, ...rest } = order;
  return { ...rest, waiting: waiting(order), acts: actsFor(order, user, locale) };
};

function send(response, status, body, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
function problem(response, request, status, code, zh, en) {
  const [title, detail, next] = localeOf(request) === "en" ? en : zh;
  const body = { type: "about:blank", title, status, code, detail, next, kept: "", trace: randomUUID().slice(0, 8), errors: [] };
  send(response, status, body, { "Content-Type": "application/problem+json" });
}
function tell(order, type) {
  position += 1;
  const data = JSON.stringify({ position, kind: "order", id: order.id, version: order.version, type });
  for (const stream of streams) stream.write(`id: ${position}\nevent: changed\ndata: ${data}\n\n`);
}
async function bodyOf(request) {
  let text = "";
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

function list(query, user) {
  const q = query.get("q")?.toLowerCase();
  const found = orders.filter((order) =>
    ["stage", "status"].every((name) => !query.get(name) || order[name] === query.get(name)) &&
    (!query.get("urgency") || order.urgency === Number(query.get("urgency"))) &&
    (query.get("assignee") !== "me" || waiting(order)?.who?.id === user.id || (waiting(order) && !waiting(order).who && user.roles.includes(waiting(order).role))) &&
    (!q || `${order.number} ${order.title} ${order.place}`.toLowerCase().includes(q)));
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  const end = from + limit;
  return { items: found.slice(from, end).map(row), next: end < found.length ? String(end) : null };
}

function create(body, user) {
  const [made] = seed(1);
  Object.assign(made, { assignee: null, asset: null, tags: [], due_at: null, fields: {}, place: "", description: "", ...body, id: randomUUID(), number: `WO-2026-${1201 + orders.length}`, stage: "accept", status: "open", node: "accept", visited: ["report", "accept"], timeline: [], reporter: named(user.id), reported_at: new Date().toISOString(), updated_at: new Date().toISOString(), location: null });
  record(made, "OrderReported", user.id, { stage: "report", node: "report" });
  made.version = 1;
  orders.unshift(made);
  tell(made, "OrderReported");
  return made;
}

async function logIn(request, response) {
  const { login, password, tenant: slug } = await bodyOf(request);
  const user = users.find((each) => each.login === login);
  if (!user || password !== "demo" || slug !== "demo")
    return problem(response, request, 401, "login_failed", ["登录没有成功", "单位、登录名或密码不对。", "请检查后重试；多次失败后需要稍等。"], ["The log-in did not work", "Organisation, log-in name or password is wrong.", "Check them and try again; after several failures you have to wait."]);
  const key = randomUUID();
  sessions.set(key, user);
  return send(response, 201, {}, { "Set-Cookie": `gongdan_session=${key}; HttpOnly; SameSite=Lax; Path=/` });
}

async function act(request, response, order, name, user) {
  const seen = Number((request.headers["if-match"] ?? "").replaceAll('"', ""));
  if (seen !== order.version)
    return problem(response, request, 412, "order_stale", ["有人先你一步", "工单已变更。", "请查看后再决定。"], ["Somebody was faster", "The order has changed.", "Look at it and decide again."]);
  apply(order, name, await bodyOf(request), user);
  tell(order, name);
  return send(response, 200, detail(order, user, localeOf(request)), { ETag: `"${order.version}"` });
}

async function api(request, response, url) {
  const path = url.pathname.replace("/api/v1", "");
  if (path === "/sessions") return logIn(request, response);
  const user = sessions.get(/gongdan_session=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1]);
  if (!user) return problem(response, request, 401, "not_logged_in", ["尚未登录", "", ""], ["Nobody is logged in", "", ""]);
  const locale = localeOf(request);
  if (path === "/sessions/current") { sessions.clear(); return send(response, 204); }
  if (path === "/me") return send(response, 200, { ...user, tenant, actions: [], locale: "zh", zone: "Asia/Shanghai" });
  const sought = (items) => ({ items: items.filter(({ name }) => name.includes(url.searchParams.get("q") ?? "")), next: null });
  if (path === "/users") return send(response, 200, sought(users));
  if (path === "/assets") return send(response, 200, sought(orders.flatMap(({ asset }) => asset ?? []).slice(0, 1)));
  if (path === "/definitions") return send(response, 200, { items: [{ key: "five_step", version: 1, status: "published", title: { zh: "五步闭环工单", en: "Five-step work order" } }] });
  if (path === "/definitions/five_step/versions/1") return send(response, 200, shipped);
  if (path === "/stream") {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": hello\n\n");
    streams.add(response);
    return request.on("close", () => streams.delete(response));
  }
  if (path === "/orders") return request.method === "POST" ? send(response, 201, detail(create(await bodyOf(request), user), user, locale)) : send(response, 200, list(url.searchParams, user));
  const [, , id, part] = path.split("/");
  const order = orders.find((each) => each.id === id);
  if (!order) return problem(response, request, 404, "order_not_found", ["没有这张工单", "它不存在，或你无权查看。", "请检查地址。"], ["There is no such order", "It does not exist, or you may not see it.", "Check the address."]);
  if (part === "timeline") return send(response, 200, { items: order.timeline, next: null });
  if (part) return act(request, response, order, part, user);
  return send(response, 200, detail(order, user, locale), { ETag: `"${order.version}"` });
}

const types = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
function page(response, url) {
  const file = join(built, normalize(url.pathname.replace(/^\/desk/, "")));
  if (file.startsWith(built) && existsSync(file) && statSync(file).isFile()) {
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    return createReadStream(file).pipe(response);
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy });
  return response.end(readFileSync(join(built, "index.html"), "utf8").replaceAll("__CSP_NONCE__", nonce));
}

createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://mock");
  if (url.pathname.startsWith("/api/")) return void api(request, response, url);
  if (url.pathname === "/") return void response.writeHead(302, { Location: "/desk/" }).end();
  return void page(response, url);
}).listen(Number(process.env.PORT ?? 8000), "127.0.0.1");
