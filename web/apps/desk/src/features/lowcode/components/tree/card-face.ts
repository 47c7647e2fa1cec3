import type { Node, Stage } from "@gongdan/flow-model/bundle";
import type { Place } from "@gongdan/flow-model/tree";
import type { Offer } from "@gongdan/flow-model/starters";
import { stageIcons } from "@gongdan/tokens/stages";

/** What a card is at first sight: its icon and the word of its kind. */
export type Face = "start" | "end" | "step" | "approval" | "countersign" | "choice" | "parallel" | "wait" | "copies" | "children" | "table" | "connector" | "receive" | "subprocess" | "other";

/** Icon outlines on a 16 by 16 field, stroked with the current colour. */
export const faceIcons: Readonly<Record<Face, string>> = {
  start: "M5.5 3.5v9l7-4.5z",
  end: "M4 4h8v8H4z",
  step: stageIcons.execute,
  approval: "M3 13.5h10M5 10.5h6l-.8-2.6a3.2 3.2 0 1 0-4.4 0zM6.8 4.6 7.8 5.6l1.8-1.9",
  countersign: "M5.6 7.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2M1.8 13a3.8 3.8 0 0 1 7.6 0M10.6 7.4a1.9 1.9 0 1 0-.6-3.7M11 9.4a3.5 3.5 0 0 1 3.4 3.6",
  copies: "M14 2 7 9M14 2 9.5 14 7 9 2 6.5z",
  choice: "M8 2v3M8 5 3.5 9.5V14M8 5l4.5 4.5V14M6.2 8.8 8 10.6l1.8-1.8",
  parallel: "M8 2v3M3.5 14V8.5h9V14M8 5v9",
  wait: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 5v3.2l2.2 1.4",
  children: "M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5",
  table: "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.2 3v10",
  connector: "M6.5 9.5 9.5 6.5M7 4.8l1.4-1.4a2.9 2.9 0 0 1 4.1 4.1L11.2 9M9 11.2l-1.4 1.4a2.9 2.9 0 0 1-4.1-4.1L4.8 7",
  receive: "M2.5 4h11v8h-11zM2.5 4.4 8 8.6l5.5-4.2",
  subprocess: "M2.5 3h11v10h-11zM5.5 8h5M8 5.5v5",
  other: "M3 3h10v10H3z",
};

/** What will come of an offer shows as the card that it becomes. */
export const offerFaces: Readonly<Record<Offer, Face>> = {
  step: "step",
  approval: "approval",
  countersign: "countersign",
  copies: "copies",
  condition: "choice",
  parallel: "parallel",
  wait: "wait",
  table: "table",
  connector: "connector",
  receive: "receive",
  children: "children",
  subprocess: "subprocess",
};

const faces: Partial<Record<Node["kind"], Face>> = {
  start: "start",
  end: "end",
  exclusive: "choice",
  inclusive: "choice",
  parallel: "parallel",
  catch: "wait",
  children: "children",
  rule: "table",
  service: "connector",
  receive: "receive",
  subprocess: "subprocess",
};

export function faceOf({ node }: Pick<Place, "node">): Face {
  if (node.kind !== "user") return faces[node.kind] ?? "other";
  if (node.many) return "countersign";
  return Object.values(node.outcomes ?? {}).some(({ refuses }) => refuses) ? "approval" : "step";
}

/** The stage whose band a card carries. */
export const bandOf = (node: Node): Stage | undefined => node.stage || undefined;
