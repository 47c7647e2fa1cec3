import type { Flow } from "../bundle";
import type { Band, Place } from "./lay-out";

/** A sub-process as it is drawn around what lies in it; px from the top left of the drawing. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room between a frame and what stands in it; its name stands above. */
const room = { side: 16, foot: 12 } as const;
export const frameHead = 34;
/** What a card and a sign take up. */
const size = { card: 184, sign: 110, height: 64 } as const;

/** The sub-processes that hold something, the innermost first. */
export function framed(flow: Flow): readonly string[] {
  const held = new Set(Object.values(flow.nodes).map(({ parent }) => parent));
  const keys = Object.keys(flow.nodes).filter((key) => held.has(key) && flow.nodes[key]?.kind === "subprocess");
  return keys.toSorted((one, other) => depthOf(flow, other) - depthOf(flow, one));
}

/** In how many sub-processes a node lies. */
export function depthOf(flow: Flow, key: string): number {
  const seen = new Set<string>();
  for (let at = flow.nodes[key]?.parent; at !== undefined && !seen.has(at); at = flow.nodes[at]?.parent) seen.add(at);
  return seen.size;
}

/** The frames around what was placed. */
export function framesOf(flow: Flow, places: ReadonlyMap<string, Place>, bands: readonly Band[], isCard: (key: string) => boolean): ReadonlyMap<string, Frame> {
  const tops = new Map(bands.map(({ key, top }) => [key, top]));
  const frames = new Map<string, Frame>();
  for (const key of framed(flow)) {
    const boxes = Object.keys(flow.nodes)
      .filter((each) => flow.nodes[each]?.parent === key)
      .map((each): Frame => {
        const { x, y, lane } = places.get(each) ?? { x: 0, y: 0, lane: "" };
        return frames.get(each) ?? { x, y: (tops.get(lane) ?? 0) + y, width: isCard(each) ? size.card : size.sign, height: size.height };
      });
    const left = Math.min(...boxes.map(({ x }) => x)) - room.side;
    const top = Math.min(...boxes.map(({ y }) => y)) - frameHead;
    const right = Math.max(...boxes.map(({ x, width }) => x + width)) + room.side;
    const foot = Math.max(...boxes.map(({ y, height }) => y + height)) + room.foot;
    frames.set(key, { x: left, y: top, width: right - left, height: foot - top });
  }
  return frames;
}
