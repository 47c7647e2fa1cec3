import { type Keys, keysOf } from "../keys";
import { isBack, mapPlace, type Place, type Seq, spotOf, type Tree, type Way, wayOf } from "../tree";
import { healed } from "./heal";
import { type Anchor, canInsert, type Inserted, put } from "./insert";
import { restaged } from "./move";

/** What was copied: a place with its branches, or one branch. Of another flow it may name forms that are not here. */
export type Clip = { readonly place: Place } | { readonly way: Way };

export function copyPlace(tree: Tree, key: string): Clip | undefined {
  const place = spotOf(tree, key)?.place;
  return place && place.node.kind !== "start" && place.node.kind !== "end" ? { place } : undefined;
}

export function copyBranch(tree: Tree, edge: string): Clip | undefined {
  const way = wayOf(tree, edge)?.way;
  return way && !isBack(way) ? { way } : undefined;
}

/** Puts a copy with keys of its own; ways back inside it lead inside it, others to where they led if that is before. */
export function paste(tree: Tree, anchor: Anchor, clip: Clip): Inserted {
  if (!canInsert(tree, anchor)) return { tree };
  const keys = keysOf(tree);
  const copied = renamed("place" in clip ? [clip.place] : clip.way.body, keys);
  const [first] = copied;
  if (!first) return { tree };
  const there = copied.reduce((each, { key }) => restaged(each, key), put(tree, anchor, copied));
  return { tree: healed(there), key: first.key };
}

/** Puts a copy of a branch beside the others of a place, before the one for all other cases. */
export function pasteBranch(tree: Tree, key: string, { edge, body }: Way): Tree {
  const keys = keysOf(tree);
  const { default: _default, ...rest } = edge;
  const way: Way = { edge: { ...rest, key: keys.fresh("way") }, body: renamed(body, keys) };
  return healed(
    mapPlace(tree, key, (place) => {
      const last = place.ways.findIndex((each) => each.edge.default);
      return { ...place, ways: place.ways.toSpliced(last < 0 ? place.ways.length : last, 0, way) };
    }),
  );
}

function renamed(seq: Seq, keys: Keys): Seq {
  const names = new Map<string, string>();
  const name = (places: Seq): void => {
    for (const place of places) {
      names.set(place.key, keys.fresh(baseOf(place.key)));
      if (place.join) names.set(place.join.key, keys.fresh(baseOf(place.join.key)));
      for (const { body } of place.ways) name(body);
      name(place.borders);
      name(place.inside);
    }
  };
  name(seq);
  return seq.map((place) => copyOf(place, names, keys));
}

const baseOf = (key: string) => key.replace(/_\d+$/, "");

function copyOf(place: Place, names: ReadonlyMap<string, string>, keys: Keys): Place {
  const to = (key: string) => names.get(key) ?? key;
  const { opens: _opens, ...node } = place.node;
  const ways = place.ways.map(({ edge, body }) => ({
    edge: { ...edge, key: keys.fresh(baseOf(edge.key)), target: to(edge.target) },
    body: body.map((each) => copyOf(each, names, keys)),
  }));
  return {
    key: to(place.key),
    node: {
      ...node,
      ...(node.joins && { joins: to(node.joins) }),
      ...(node.attached_to && { attached_to: to(node.attached_to) }),
      ...(node.parent && { parent: to(node.parent) }),
    },
    ways,
    borders: place.borders.map((each) => copyOf(each, names, keys)),
    inside: place.inside.map((each) => copyOf(each, names, keys)),
    ...(place.join && { join: copyOf(place.join, names, keys) }),
  };
}
