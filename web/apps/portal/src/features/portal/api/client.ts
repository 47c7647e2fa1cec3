import { Problem, problemFrom } from "@gongdan/api/problem";
import type { components } from "@gongdan/api/schema";

type Schemas = components["schemas"];
export type Door = Schemas["DoorShown"];
export type Visit = Schemas["VisitShown"];
export type Followed = Schemas["Followed"];
export type Challenge = Schemas["ChallengeShown"];
export type OwnLink = Schemas["OwnLink"];
export type Coming = Schemas["ComingShown"];
export type Order = Schemas["OrderShown"];
export type Timeline = Schemas["Timeline"];
export type Entry = Schemas["TimelineEntry"];
export type Statement = Schemas["StatementShown"];
export type Copy = Schemas["CopyShown"];
export type Check = Schemas["CheckShown"];
export type ReportBody = Schemas["ReportPublicly"];

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const begun = new Map<string, Promise<Response>>();
const asked = (path: string, { token = "" }: Ask) => `${token} ${path}`;

/** Sends a GET now, for whoever asks for the same first: after `next` has heard it; what fails is told to him. */
export function begin(path: string, question: Ask = {}, next?: (answer: Response) => Promise<void>): void {
  const answer = send("GET", path, question).then(async (first) => {
    await next?.(first.clone());
    return first;
  });
  answer.catch(() => undefined);
  begun.set(asked(path, question), answer);
}

/** Sends one request to our own server, the token as a header; answers other than 2xx are thrown as a `Problem`. */
export async function send(method: string, path: string, ask: Ask = {}): Promise<Response> {
  const early = method === "GET" ? begun.get(asked(path, ask)) : undefined;
  begun.delete(asked(path, ask));
  if (early) return early;
  const raw = ask.body instanceof Blob;
  const answer = await fetch(`/api/v1${path}`, {
    method,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    headers: {
      "Accept-Language": document.documentElement.lang,
      ...(ask.token && { Authorization: `Bearer ${ask.token}` }),
      ...(ask.body !== undefined && !raw && { "Content-Type": "application/json" }),
      ...ask.headers,
    },
    ...(ask.body !== undefined && { body: raw ? ask.body : JSON.stringify(ask.body) }),
    ...(ask.signal && { signal: ask.signal }),
  }).catch((error: unknown) => {
    throw problemFrom(error, 0);
  });
  if (answer.ok || answer.status === 304) return answer;
  throw problemFrom(await answer.json().catch(() => undefined), answer.status);
}

/** The body of a 2xx answer. */
export async function ask<Data>(method: string, path: string, question: Ask = {}): Promise<Data> {
  const answer = await send(method, path, question);
  return (await answer.json()) as Data;
}

export { Problem };
