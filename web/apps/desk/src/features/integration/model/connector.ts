import type { Speech } from "@gongdan/i18n/speech";
import type { Connector, ConnectorChange, ConnectorInput } from "../api/connectors";

export const ways = ["none", "basic", "bearer", "api_key", "client"] as const;
export type Way = (typeof ways)[number];

/** A connector as a form holds it: everything is text; the secret is only ever typed, never read. */
export interface Entered {
  readonly key: string;
  readonly name: string;
  readonly base_url: string;
  readonly way: Way;
  readonly user: string;
  readonly header: string;
  readonly token_url: string;
  readonly client_id: string;
  readonly scope: string;
  readonly secret: string;
  readonly paths: string;
  readonly seconds: number;
  readonly per_minute: number;
}

export const nothing: Entered = {
  key: "",
  name: "",
  base_url: "",
  way: "none",
  user: "",
  header: "X-Api-Key",
  token_url: "",
  client_id: "",
  scope: "",
  secret: "",
  paths: "",
  seconds: 10,
  per_minute: 60,
};

export function enteredOf(connector: Connector): Entered {
  const { key, name, base_url, auth, paths, seconds, per_minute } = connector;
  const { kind, ...parts } = auth;
  return { ...nothing, key, name, base_url, seconds, per_minute, way: kind, paths: paths.join("\n"), ...parts };
}

function authOf(entered: Entered): ConnectorInput["auth"] {
  const { way, user, header, token_url, client_id, scope } = entered;
  switch (way) {
    case "basic":
      return { kind: way, user };
    case "api_key":
      return { kind: way, header: header.trim() };
    case "client":
      return { kind: way, token_url: token_url.trim(), client_id, scope };
    default:
      return { kind: way };
  }
}

function shared(entered: Entered) {
  const { name, base_url, secret, seconds, per_minute } = entered;
  const paths = entered.paths.split("\n").map((path) => path.trim()).filter(Boolean);
  return { name: name.trim(), base_url: base_url.trim(), auth: authOf(entered), paths, seconds, per_minute, secret };
}

export const inputOf = (entered: Entered): ConnectorInput => ({ ...shared(entered), key: entered.key.trim() });

/** What is sent of a changed connector; a secret that was not typed stays as it is. */
export function changeOf(entered: Entered): ConnectorChange {
  const { secret, ...rest } = shared(entered);
  return secret ? { ...rest, secret } : rest;
}

/** How a call ended, in the reader's words. */
export function endWords(error: string, status: number | null, { t, word }: Speech): string {
  if (error === "" && status !== null) return t("connectors.answered", { status });
  const why = word("connectors.error", error, "connectors.error.unknown");
  return status === null ? why : t("connectors.status", { status, why });
}

/** Reads lines such as `id = 7` as the inputs of a test call. */
export function inputsOf(lines: string): Record<string, string> {
  const pairs = lines.split("\n").map((line) => /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(pairs.flatMap((found) => (found?.[1] ? [[found[1], found[2] ?? ""]] : [])));
}
