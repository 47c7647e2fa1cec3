import type { Schemas } from "@gongdan/api/shapes";
import type { Bundle } from "@gongdan/flow-model/bundle";
import { bag, list } from "@gongdan/forms/core/json";

export type Stop = Schemas["TourStop"];

/** The stops whose places still stand in the draft: whoever took a step out is not led to it. */
export function stopsIn(bundle: Bundle, tour: readonly Stop[]): readonly Stop[] {
  return tour.filter(({ place }) => place === "" || standsAt(bundle, place.split("/")));
}

function standsAt(within: unknown, way: readonly string[]): boolean {
  const [first, ...rest] = way;
  if (first === undefined) return within !== undefined;
  if (Array.isArray(within)) {
    const found = list(within).find((each, index) => bag(each)["key"] === first || String(index) === first);
    return found !== undefined && standsAt(found, rest);
  }
  return typeof within === "object" && within !== null && standsAt((within as Readonly<Record<string, unknown>>)[first], rest);
}
