/** Rights in a definition: who starts it, and what each step may do with each field; pure edits of the document. */
import type { Bundle, Field, Node, Permission } from "./bundle";
import { withParts } from "./edits/change";
import { asks, changeField } from "./fields";

/** What a step may do with a field; undefined: its form does not ask for it. */
export type Cell = Permission | undefined;

/** Lets only these roles start orders; none: whoever may report. */
export function setReport(bundle: Bundle, report: readonly string[]): Bundle {
  return withParts(bundle, { permissions: report.length > 0 ? { ...bundle.permissions, report } : undefined });
}

/** What holds at a step: what is set there, else what the form says. */
export function cellOf(bundle: Bundle, node: Node, field: string): Cell {
  const form = bundle.forms?.[node.form ?? ""];
  const asked = form ? asks(form, field) : "no";
  if (asked === "no") return undefined;
  const set = node.fields?.[field];
  return set === undefined || set === "edit" ? (asked === "must" ? "required" : "edit") : set;
}

/** What a cell can be: where the form demands an answer, it is not merely allowed. */
export function choicesOf(bundle: Bundle, node: Node, field: string): readonly Permission[] {
  const form = bundle.forms?.[node.form ?? ""];
  if (!form || asks(form, field) === "no") return [];
  return asks(form, field) === "must" ? ["hidden", "read", "required"] : ["hidden", "read", "edit", "required"];
}

/** The choice after the one that holds, round and round. */
export function nextOf(choices: readonly Permission[], now: Permission): Permission {
  return choices[(choices.indexOf(now) + 1) % choices.length] ?? now;
}

/** One place of the matrix. */
export interface Spot {
  readonly step: string;
  readonly field: string;
}

/** Sets places of the matrix; what the form says anyway is not written down, what it does not ask stays. */
export function setCells(bundle: Bundle, spots: readonly Spot[], wish: Permission): Bundle {
  return spots.reduce((now, spot) => setCell(now, spot, wish), bundle);
}

function setCell(bundle: Bundle, { step, field }: Spot, wish: Permission): Bundle {
  const node = bundle.flow.nodes[step];
  const choices = node ? choicesOf(bundle, node, field) : [];
  if (!node || choices.length === 0) return bundle;
  const to = choices.includes(wish) ? wish : "required";
  const { [field]: _was, ...others } = node.fields ?? {};
  const plain = cellOf(bundle, { ...node, fields: others }, field);
  const fields = to === plain ? others : { ...others, [field]: to };
  const next = withParts(node, { fields: Object.keys(fields).length > 0 ? fields : undefined });
  return { ...bundle, flow: { ...bundle.flow, nodes: { ...bundle.flow.nodes, [step]: next } } };
}

/** Whether customers see a field in the portal: public ones; what is personal stays with whom it is about. */
export const seenByCustomers = ({ privacy }: Field): "shown" | "hidden" | "personal" =>
  privacy === "personal" || privacy === "sensitive" ? "personal" : privacy === "public" ? "shown" : "hidden";

export function showCustomers(bundle: Bundle, field: string, shown: boolean): Bundle {
  return changeField(bundle, field, (each) => (seenByCustomers(each) === "personal" ? each : { ...each, privacy: shown ? "public" : "internal" }));
}
