/**
 * Which values a schema does not take, and by which keyword: JSON Schema 2020-12 for the closed set of keywords that
 * a field may have (`rooms/lowcode/domain/schemas.py`). Nothing is demanded here: the judgement knows what is.
 */
import { hasFormat } from "./formats";
import { type Bag, bag } from "./json";

export type Place = readonly (string | number)[];
export type Fault = readonly [Place, string];

/** The faults of an object of values, each with its place. */
export function faultsOf(schemas: Readonly<Record<string, Bag>>, values: Bag): readonly Fault[] {
  const found: Fault[] = [];
  for (const [name, value] of Object.entries(values)) {
    const schema = name.includes(".") ? undefined : schemas[name];
    if (schema) checked(schema, value, [name], found);
    else found.push([[name], "additionalProperties"]);
  }
  return found;
}

const isObject = (value: unknown): value is Bag => typeof value === "object" && value !== null && !Array.isArray(value);

const ofType: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: (value) => typeof value === "number" && Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isObject,
};

function checked(schema: Bag, value: unknown, place: Place, found: Fault[]): void {
  const wrong = (keyword: string) => found.push([place, keyword]);
  if (!(ofType[String(schema["type"])]?.(value) ?? true)) wrong("type");
  const offered = schema["enum"];
  if (Array.isArray(offered) && !offered.includes(value)) wrong("enum");
  if (typeof value === "string") checkText(schema, value, wrong);
  else if (typeof value === "number") checkNumber(schema, value, wrong);
  else if (Array.isArray(value)) checkList(schema, value, place, found);
  else if (isObject(value) && schema["type"] === "object") checkObject(schema, value, place, found);
}

type Wrong = (keyword: string) => void;

const limit = (schema: Bag, keyword: string, beyond: (limit: number) => boolean, wrong: Wrong) => {
  const stated = schema[keyword];
  if (typeof stated === "number" && beyond(stated)) wrong(keyword);
};

function checkText(schema: Bag, value: string, wrong: Wrong): void {
  const length = Array.from(value).length;
  limit(schema, "minLength", (least) => length < least, wrong);
  limit(schema, "maxLength", (most) => length > most, wrong);
  const { pattern, format } = schema;
  if (typeof pattern === "string" && !matches(pattern, value)) wrong("pattern");
  if (typeof format === "string" && !hasFormat(value, format)) wrong("format");
}

function checkNumber(schema: Bag, value: number, wrong: Wrong): void {
  limit(schema, "minimum", (least) => value < least, wrong);
  limit(schema, "maximum", (most) => value > most, wrong);
  limit(schema, "multipleOf", (step) => step > 0 && value % step !== 0, wrong);
}

function checkList(schema: Bag, value: readonly unknown[], place: Place, found: Fault[]): void {
  const wrong = (keyword: string) => found.push([place, keyword]);
  limit(schema, "minItems", (least) => value.length < least, wrong);
  limit(schema, "maxItems", (most) => value.length > most, wrong);
  if (schema["uniqueItems"] === true && new Set(value.map((each) => JSON.stringify(each))).size < value.length) wrong("uniqueItems");
  const items = bag(schema["items"]);
  value.forEach((each, index) => checked(items, each, [...place, index], found));
}

function checkObject(schema: Bag, value: Bag, place: Place, found: Fault[]): void {
  const properties = bag(schema["properties"]);
  for (const [name, each] of Object.entries(value)) {
    if (name in properties) checked(bag(properties[name]), each, [...place, name], found);
    else found.push([[...place, name], "additionalProperties"]);
  }
}

const patterns = new Map<string, RegExp | undefined>();

function matches(pattern: string, value: string): boolean {
  if (!patterns.has(pattern)) patterns.set(pattern, compiled(pattern));
  return patterns.get(pattern)?.test(value) ?? true;
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}
