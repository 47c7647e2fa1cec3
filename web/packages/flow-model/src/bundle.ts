/**
 * A definition's body as the designers hold it: the same document that the server stores, names what they are there
 * (`rooms/lowcode/contract/bundle.py`, `engines/flow/definition.py`). Members left out have their defaults; what a
 * designer does not know it keeps as it came. Every edit is a pure function from one bundle to the next.
 */
import type { Table } from "./table";
import type { Words } from "./words";

export type Loose = Readonly<Record<string, unknown>>;
export type Rule = Loose;
export type Stage = "" | "report" | "accept" | "execute" | "verify" | "archive";
export type Permission = "hidden" | "read" | "edit" | "required";
export type Privacy = "public" | "internal" | "personal" | "sensitive";

export type Kind =
  | "start"
  | "user"
  | "manual"
  | "service"
  | "rule"
  | "receive"
  | "exclusive"
  | "parallel"
  | "inclusive"
  | "join"
  | "subprocess"
  | "call"
  | "children"
  | "catch"
  | "throw"
  | "boundary"
  | "end";

export interface Outcome {
  readonly title?: Words;
  readonly needs_reason?: boolean;
  readonly refuses?: boolean;
}

export interface Trigger {
  readonly kind: "timer" | "message" | "signal" | "error" | "escalation";
  readonly name?: string;
  readonly due?: string;
  readonly working?: boolean;
}

export interface Many {
  readonly items?: string;
  readonly count?: string;
  readonly item?: string;
  readonly sequential?: boolean;
  readonly rule?: "all" | "any" | "ratio" | "weighted";
  readonly share?: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly on_refusal?: "ends" | "waits" | "counted";
  readonly until?: string;
  readonly collect?: string;
  readonly into?: string;
}

export interface Evidence {
  readonly kind: "photo" | "video" | "file" | "signature" | "location";
  readonly least?: number;
  readonly label?: string;
  readonly title?: Words;
}

export interface Unanswered {
  readonly outcome: string;
  readonly after_days: number;
  readonly remind_days?: readonly number[];
}

export interface AutoPass {
  readonly when: readonly ("same_person" | "initiator")[];
  readonly outcome?: string;
}

/** One value of a service's answer, by JSON pointer; `least` and `most` are decimals as text. */
export interface Answer {
  readonly at: string;
  readonly type: "text" | "number" | "boolean" | "date" | "time" | "date-time";
  readonly unit?: string;
  readonly least?: string;
  readonly most?: string;
  readonly optional?: boolean;
}

/** What a service node (`calls: "http:<connector>"`) asks, over its `inputs`; `answers` are members of its `result`. */
export interface Request {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path?: string;
  readonly query?: readonly string[];
  readonly answers?: Readonly<Record<string, Answer>>;
}

export interface Node {
  readonly kind: Kind;
  readonly stage?: Stage;
  readonly title?: Words;
  readonly assignee?: Rule;
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  readonly allows?: readonly string[];
  readonly opens?: boolean;
  readonly joins?: string;
  readonly form?: string;
  readonly evidence?: readonly Evidence[];
  readonly fields?: Readonly<Record<string, Permission>>;
  readonly control?: string;
  readonly accountable?: string;
  readonly unanswered?: Unanswered;
  readonly parent?: string;
  readonly many?: Many;
  readonly trigger?: Trigger;
  readonly attached_to?: string;
  readonly interrupting?: boolean;
  readonly terminates?: boolean;
  readonly calls?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly result?: string;
  readonly request?: Request;
  readonly gathers?: boolean;
  readonly takes_all?: boolean;
  readonly auto?: AutoPass;
  readonly remind?: Trigger;
  readonly copies?: Rule;
}

export interface Edge {
  readonly key: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: string;
  readonly outcome?: string;
  readonly default?: boolean;
  readonly back?: boolean;
  readonly title?: Words;
}

export interface Flow {
  readonly nodes: Readonly<Record<string, Node>>;
  readonly edges: readonly Edge[];
  readonly reopen_to?: string;
  readonly variables?: readonly string[];
}

export interface Field {
  readonly title: Words;
  readonly schema: Loose;
  readonly unit?: string;
  readonly privacy?: Privacy;
  readonly help?: Words;
  readonly options?: Readonly<Record<string, Words>>;
  readonly filter?: boolean;
  readonly purpose?: Words;
  readonly basis?: string;
  readonly retention?: number;
  readonly columns?: Readonly<Record<string, Field>>;
  readonly accepts?: readonly ("image" | "video" | "document")[];
  /** In which order the columns stand. */
  readonly order?: readonly string[];
  readonly refers?: "user" | "unit" | "order" | "asset" | "customer" | "file";
  readonly library?: string;
}

/** What holds for a field, or for a column (`field.column`), under conditions; each is FEEL. */
export interface FieldRules {
  readonly visible?: string;
  readonly required?: string;
  readonly read_only?: string;
  readonly computed?: string;
  readonly options?: string;
  readonly check?: string;
  readonly message?: Words;
}

export interface Form {
  readonly schema: Loose;
  readonly ui?: Loose;
  readonly title?: Words;
  readonly rules?: Readonly<Record<string, FieldRules>>;
}

/** How the flow is drawn freely: what its lanes are, and where somebody put a node (y from the top of its lane; px). */
export interface Canvas {
  readonly by?: "stage" | "role";
  readonly nodes?: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

/** Who is told what, when; `to` are assignee rules, `{ holder: true }`, `{ watchers: true }`. */
export interface Notice {
  readonly when: "opened" | "outcome" | "reminded" | "overdue" | "ended";
  readonly to: readonly Rule[];
  readonly text: Words;
  readonly node?: string;
  readonly outcome?: string;
  readonly times?: number;
}

export interface Bundle {
  readonly key: string;
  readonly title: Words;
  readonly flow: Flow;
  readonly bundle?: number;
  readonly description?: Words;
  readonly numbering?: string;
  readonly fields?: Readonly<Record<string, Field>>;
  readonly forms?: Readonly<Record<string, Form>>;
  readonly tables?: Readonly<Record<string, Table>>;
  readonly sla?: Loose;
  readonly notifications?: Readonly<Record<string, Notice>>;
  readonly dispatch?: Loose;
  /** Roles whose people may start orders of the type; none: whoever may report. */
  readonly permissions?: { readonly report?: readonly string[] };
  readonly texts?: Loose;
  readonly canvas?: Canvas;
  /** The template that it was begun with. */
  readonly template?: string;
}
