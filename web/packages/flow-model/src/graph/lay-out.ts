import { stages } from "@gongdan/tokens/stages";
import type { Canvas, Flow } from "../bundle";
import { lanesOf, type LanesBy } from "./lanes";
import { layersOf } from "./layers";

/** A cell of the drawing and the space at a lane's edges; px. */
export const cell = { width: 232, height: 100, node: 184 } as const;
const edge = 20;

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
  for (const [key, layer] of layersOf(flow)) {
    const lane = lanes.get(key) ?? "";
    const kept = canvas.nodes?.[key];
    const spot = `${lane} ${layer}`;
    const above = taken.get(spot) ?? 0;
    if (!kept) taken.set(spot, above + 1);
    places.set(key, { lane, x: kept?.x ?? edge + layer * cell.width, y: kept?.y ?? edge + above * cell.height });
  }
  const right = Math.max(0, ...[...places.values()].map(({ x }) => x));
  return { places, bands: bandsOf(places, by), width: right + cell.width };
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
