import { stages } from "@gongdan/tokens/stages";
import type { Canvas, Flow, Kind } from "../bundle";
import { depthOf, type Frame, framed, frameHead, framesOf } from "./frames";
import { insideOf } from "./inside";
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
  /** Around what lies in each sub-process. */
  readonly frames: ReadonlyMap<string, Frame>;
  readonly width: number;
}

/** Where each node stands: where somebody has put it, else by its distance from the start, in its lane. */
export function layOut(flow: Flow, canvas: Canvas = {}): Drawing {
  const by: LanesBy = canvas.by ?? "stage";
  const lanes = lanesOf(flow, by);
  const layers = layersOf(flow);
  const lefts = leftsOf(flow, layers);
  const rows = rowsOf(flow, layers, lanes, canvas);
  const places = new Map<string, Place>();
  for (const [key, layer] of layers) {
    const kept = canvas.nodes?.[key];
    const y = edge + (rows.get(key) ?? 0) * cell.height + depthOf(flow, key) * frameHead;
    places.set(key, { lane: lanes.get(key) ?? "", x: kept?.x ?? lefts[layer] ?? edge, y: kept?.y ?? y });
  }
  const right = Math.max(0, ...[...places.values()].map(({ x }) => x));
  const bands = bandsOf(places, by);
  const frames = framesOf(flow, places, bands, (key) => isCard(flow.nodes[key]?.kind ?? "user"));
  return { places, bands, frames, width: right + cell.width };
}

/** In which row of its lane each node stands: what lies in a sub-process below all that stands beside its frame. */
function rowsOf(flow: Flow, layers: ReadonlyMap<string, number>, lanes: ReadonlyMap<string, string>, canvas: Canvas): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  const rows = new Map<string, number>();
  const frames = new Set(framed(flow));
  const nextRow = (lane: string, over: readonly number[]) => Math.max(0, ...over.map((layer) => taken.get(`${lane} ${layer}`) ?? 0));
  const settle = (parent: string | undefined): void => {
    const direct = [...layers.keys()].filter((key) => flow.nodes[key]?.parent === parent);
    for (const key of direct) {
      if (frames.has(key) || canvas.nodes?.[key]) continue;
      const lane = lanes.get(key) ?? "";
      const layer = layers.get(key) ?? 0;
      rows.set(key, nextRow(lane, [layer]));
      taken.set(`${lane} ${layer}`, nextRow(lane, [layer]) + 1);
    }
    for (const key of direct) if (frames.has(key)) enclose(key);
  };
  const enclose = (key: string): void => {
    const own = insideOf(flow, key);
    const span = spanOf(own.map((each) => layers.get(each) ?? 0));
    const level = () => {
      for (const lane of new Set(own.map((each) => lanes.get(each) ?? ""))) {
        const row = nextRow(lane, span);
        for (const layer of span) taken.set(`${lane} ${layer}`, row);
      }
    };
    level();
    settle(key);
    level();
  };
  settle(undefined);
  return rows;
}

function spanOf(layers: readonly number[]): readonly number[] {
  const [first, last] = [Math.min(...layers), Math.max(...layers)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
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
