/** A place in a sample body, as a JSON pointer, with the value that stands there. */
export interface SamplePlace {
  readonly at: string;
  readonly value: string;
}

const deepest = 8;
const most = 200;

/** The places of a sample at which values stand, in its order; undefined where it is no JSON. Of a list the first is shown. */
export function placesOf(sample: string): readonly SamplePlace[] | undefined {
  let body: unknown;
  try {
    body = JSON.parse(sample);
  } catch {
    return undefined;
  }
  const places: SamplePlace[] = [];
  walk(body, "", 0, places);
  return places;
}

function walk(value: unknown, at: string, depth: number, places: SamplePlace[]): void {
  if (places.length >= most || depth > deepest) return;
  if (Array.isArray(value)) walk(value[0], `${at}/0`, depth + 1, places);
  else if (value !== null && typeof value === "object") {
    for (const [name, item] of Object.entries(value)) walk(item, `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, depth + 1, places);
  } else if (at !== "") places.push({ at, value: typeof value === "string" ? value : JSON.stringify(value) });
}
