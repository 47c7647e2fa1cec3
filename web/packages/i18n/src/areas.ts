/**
 * The catalogues: one file per language and area, loaded with the first page that needs it.
 * A new area is a file in both languages and one line here. Names of pages in the rail stand in `common`.
 */
export interface Areas {
  /** What actions are called, where rights are given. */
  actions: typeof import("./texts/en/actions.json");
  administration: typeof import("./texts/en/administration.json");
  common: typeof import("./texts/en/common.json");
  /** Services outside that processes call. */
  connectors: typeof import("./texts/en/connectors.json");
  /** Doors by which other systems start orders or send them messages. */
  inbounds: typeof import("./texts/en/inbounds.json");
  /** The designer of order types: its frame, publishing, beginning a new type. */
  designer: typeof import("./texts/en/designer.json");
  /** The designer of forms and their fields. */
  "form-designer": typeof import("./texts/en/form-designer.json");
  /** Notifications, rights, who else edits, and the tour of a template. */
  editors: typeof import("./texts/en/editors.json");
  /** Who could do an order and why; how orders find their person. */
  dispatch: typeof import("./texts/en/dispatch.json");
  /** The day plan: the board of who goes where. */
  planning: typeof import("./texts/en/planning.json");
  /** Models that were trained elsewhere: checked, pilots, live. */
  models: typeof import("./texts/en/models.json");
  /** What dispatch has learned, how sure it is, and its models. */
  learning: typeof import("./texts/en/learning.json");
  /** Uploads, pictures and check-ins of an order. */
  evidence: typeof import("./texts/en/evidence.json");
  /** What desk and portal both say: of forms (what is wrong with an answer, lines, files), and of times. */
  forms: typeof import("./texts/en/forms.json");
  identity: typeof import("./texts/en/identity.json");
  /** Tables of orders from other systems. */
  imports: typeof import("./texts/en/imports.json");
  /** Running orders that go over to another version of their type. */
  moving: typeof import("./texts/en/moving.json");
  /** What the work of an order takes: appointment, length, tools, parts. */
  needs: typeof import("./texts/en/needs.json");
  orders: typeof import("./texts/en/orders.json");
  /** Customer links and signatures, on the desk's order page. */
  links: typeof import("./texts/en/links.json");
  /** All that the portal says; the desk never loads it. */
  portal: typeof import("./texts/en/portal.json");
  /** What the shared parts of `packages/ui` say. */
  parts: typeof import("./texts/en/parts.json");
  privacy: typeof import("./texts/en/privacy.json");
  /** Drafts that are tried: in a sandbox, and on past orders. */
  rehearsal: typeof import("./texts/en/rehearsal.json");
  /** Who works when: rosters, what is needed, one's own shifts. */
  rosters: typeof import("./texts/en/rosters.json");
  /** Order types, places and assets, customers, people. */
  registers: typeof import("./texts/en/registers.json");
  /** Webhooks, jobs, dead letters, storage. */
  system: typeof import("./texts/en/system.json");
  /** The approval tree, panels of nodes, conditions, approvals and reminders. */
  tree: typeof import("./texts/en/tree.json");
  /** The audit trail, proofs and keys. */
  trust: typeof import("./texts/en/trust.json");
}
export type Area = keyof Areas;

/** Every text has one key in both languages; the type is the list of them. */
export type TextKey = { [Each in Area]: Exclude<keyof Areas[Each], symbol | number> }[Area];
