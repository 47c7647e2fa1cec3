import { stages } from "@gongdan/tokens/stages";
import type { Canvas, Flow, Kind } from "../bundle";
import { lanesOf, type LanesBy } from "./lanes";
import { layersOf } from "./layers";

/** A cell of the drawing and the space at a lane's edges; px. */
export const cell = { width: 224, narrow: 132, height: 84 } as const;
const edge = 16;
/** Kinds that are drawn as a card, others as a small sign. */
const cards: ReadonlySet<Kind> = new Set(["user", "manual", "service", "rule", "receive", "subprocess", "call", "children"]);
export const isCard = (kind: Kind): boolean => cards.has(kind);

export interface Place {
  readonly x: number;
  /** From the top of its lane. */
  readonly y: number;
  readonly lane: string;
}

export interface Band {
  readonly key: string;
  readonly top: number;
  readonly height: number;
}

export interface Drawing {
  readonly places: ReadonlyMap<string, Place>;
  readonly bands: readonly Band[];
  readonly width: number;
}

/** Where each node stands: where somebody has put it, else by its distance from the start, in its lane. */
export function layOut(flow: Flow, canvas: Canvas = {}): Drawing {
  const by: LanesBy = canvas.by ?? "stage";
  const lanes = lanesOf(flow, by);
  const taken = new Map<string, number>();
  const places = new Map<string, Place>();
  const layers = layersOf(flow);
  const lefts = leftsOf(flow, layers);
  for (const [key, layer] of layers) {
    const lane = lanes.get(key) ?? "";
    const kept = canvas.nodes?.[key];
    const spot = `${lane} ${layer}`;
    const above = taken.get(spot) ?? 0;
    if (!kept) taken.set(spot, above + 1);
    places.set(key, { lane, x: kept?.x ?? lefts[layer] ?? edge, y: kept?.y ?? edge + above * cell.height });
  }
  const right = Math.max(0, ...[...places.values()].map(({ x }) => x));
  return { places, bands: bandsOf(places, by), width: right + cell.width };
}

/** Where each layer begins: one with nothing but signs is narrow. */
function leftsOf(flow: Flow, layers: ReadonlyMap<string, number>): readonly number[] {
  const wide = new Set<number>();
  for (const [key, layer] of layers) if (isCard(flow.nodes[key]?.kind ?? "user")) wide.add(layer);
  const lefts: number[] = [];
  for (let layer = 0, left = edge; layer <= Math.max(0, ...layers.values()); layer += 1) {
    lefts.push(left);
    left += wide.has(layer) ? cell.width : cell.narrow;
  }
  return lefts;
}

/** The lanes from top to bottom: stages in their order, all five; roles as the flow comes to them. */
function bandsOf(places: ReadonlyMap<string, Place>, by: LanesBy): readonly Band[] {
  const used = new Set([...places.values()].map(({ lane }) => lane));
  const keys = by === "stage" ? [...stages, ...[...used].filter((lane) => !(stages as readonly string[]).includes(lane))] : [...used];
  let top = 0;
  return keys.map((key) => {
    const lowest = Math.max(edge, ...[...places.values()].filter(({ lane }) => lane === key).map(({ y }) => y));
    const band = { key, top, height: lowest + cell.height };
    top += band.height;
    return band;
  });
}

/** The lane at a height of the drawing. */
export function bandAt(bands: readonly Band[], y: number): Band | undefined {
  return bands.find(({ top, height }) => y < top + height) ?? bands.at(-1);
}
