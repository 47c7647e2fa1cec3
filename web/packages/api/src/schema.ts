/**
 * The shapes of `/api/v1`, written by hand in the form that openapi-typescript generates.
 * `npm run generate` puts the generated file in its place.
 */
export interface Named {
  id: string;
  name: string;
}
export interface Waiting {
  role: string;
  who: Named | null;
  since: string;
  act: string;
}
export interface OrderRow {
  id: string;
  number: string;
  type: string;
  title: string;
  stage: string;
  status: string;
  urgency: number;
  impact: number;
  priority: number;
  reporter: Named | null;
  assignee: Named | null;
  unit: Named | null;
  asset: { id: string; code: string; name: string } | null;
  place: string;
  tags: string[];
  due_at: string | null;
  reported_at: string;
  updated_at: string;
  version: number;
  imported: boolean;
  waiting: Waiting;
}
export interface FormBody {
  schema: Record<string, unknown>;
  ui: Record<string, unknown>;
}
export interface OfferedAct {
  act: string;
  node: string;
  form: FormBody | null;
  outcomes: string[];
  exclusive: boolean;
  danger: boolean;
}
export interface OrderDetail extends OrderRow {
  description: string;
  contact: { name: string; phone: string; email: string; view: string } | null;
  location: { address: string; latitude: string | null; longitude: string | null } | null;
  customer_id: string | null;
  fields: Record<string, unknown>;
  data: Record<string, unknown>;
  definition: { key: string; version: number };
  node: string;
  visited: string[];
  round: number;
  reason: string;
  ended: boolean;
  acts: OfferedAct[];
}
export interface OrderPage {
  items: OrderRow[];
  next: string | null;
}
export interface TimelineItem {
  seq: number;
  position: number | null;
  type: string;
  at: string;
  claimed_at: string | null;
  actor: { kind: string; id: string | null; name: string };
  stage: string;
  node: string;
  reason: string;
  facts: Record<string, unknown>;
  origin: string;
  hash: string;
}
export interface Me {
  id: string;
  login: string;
  name: string;
  tenant: { id: string; slug: string; name: string };
  roles: string[];
  actions: string[];
  locale: string;
  zone: string;
}
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  next: string;
  kept: string;
  trace: string;
  errors: { pointer: string; code: string; detail: string }[];
}

interface Answer<Body> {
  headers: Record<string, unknown>;
  content: { "application/json": Body };
}
interface Refusal {
  headers: Record<string, unknown>;
  content: { "application/problem+json": ProblemBody };
}
type InPath<Path> = [Path] extends [never] ? { path?: never } : { path: Path };
interface Get<Body, Query = never, Path = never> {
  parameters: { query?: Query; header?: never; cookie?: never } & InPath<Path>;
  requestBody?: never;
  responses: { 200: Answer<Body>; default: Refusal };
}
interface Send<Body, Request, Header = never, Path = never> {
  parameters: { query?: never; header?: Header; cookie?: never } & InPath<Path>;
  requestBody: { content: { "application/json": Request } };
  responses: { 200: Answer<Body>; 201: Answer<Body>; default: Refusal };
}
interface Nothing {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody?: never;
  responses: { 204: { headers: Record<string, unknown>; content?: never }; default: Refusal };
}
export interface OrderQuery {
  stage?: string;
  status?: string;
  assignee?: string;
  urgency?: number;
  q?: string;
  limit?: number;
  cursor?: string;
}
type ById = { order_id: string };
type Other = { parameters: object };

/** Acts that are sent to an order with `If-Match`. */
export type Act =
  | "accept" | "assign" | "claim" | "transfer" | "complete" | "verify" | "archive"
  | "resubmit" | "reject" | "return" | "suspend" | "resume" | "cancel" | "reopen";
type ActPaths = {
  [A in Act as `/api/v1/orders/{order_id}/${A}`]: Other & {
    post: Send<OrderDetail, Record<string, unknown>, { "If-Match": string }, ById>;
  };
};

export interface paths extends ActPaths {
  "/api/v1/sessions": Other & { post: Send<Record<string, unknown>, { tenant: string; login: string; password: string }> };
  "/api/v1/sessions/current": Other & { delete: Nothing };
  "/api/v1/me": Other & { get: Get<Me> };
  "/api/v1/users": Other & { get: Get<{ items: { id: string; name: string; roles: string[] }[] }> };
  "/api/v1/definitions": Other & {
    get: Get<{ items: { key: string; title: Record<string, string>; version: number | null; status: string }[] }>;
  };
  "/api/v1/definitions/{key}/versions/{version}": Other & {
    get: Get<Record<string, unknown>, never, { key: string; version: number }>;
  };
  "/api/v1/orders": Other & {
    get: Get<OrderPage, OrderQuery>;
    post: Send<OrderDetail, Record<string, unknown>, { "Idempotency-Key": string }>;
  };
  "/api/v1/orders/{order_id}": Other & { get: Get<OrderDetail, never, ById> };
  "/api/v1/orders/{order_id}/timeline": Other & { get: Get<{ items: TimelineItem[]; next: number | null }, { after?: number }, ById> };
}
