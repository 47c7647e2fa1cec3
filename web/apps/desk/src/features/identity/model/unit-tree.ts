import type { Unit } from "@gongdan/api/shapes";

/** A unit at its place in the tree; `depth` is 1 at the root. */
export interface Branch {
  readonly unit: Unit;
  readonly depth: number;
  readonly children: number;
}

/** The tree as lines, parents before children, siblings by name; what is archived only where it is wished. */
export function branches(units: readonly Unit[], withArchived: boolean): readonly Branch[] {
  const shown = units.filter((unit) => withArchived || !unit.archived);
  const known = new Set(shown.map((unit) => unit.id));
  const below = (parent: string | null) =>
    shown
      .filter((unit) => (unit.parent !== null && known.has(unit.parent) ? unit.parent : null) === parent)
      .sort((one, other) => one.name.localeCompare(other.name));
  const walk = (parent: string | null, depth: number): readonly Branch[] =>
    below(parent).flatMap((unit) => {
      const children = walk(unit.id, depth + 1);
      const own = children.filter((each) => each.depth === depth + 1).length;
      return [{ unit, depth, children: own }, ...children];
    });
  return walk(null, 1);
}

/** Whether a unit may come to stand below another: not below itself, and not where it stands already. */
export function mayStandBelow(unit: Unit, parent: Unit | undefined): boolean {
  if (parent === undefined) return unit.parent !== null;
  return !parent.archived && parent.id !== unit.parent && !parent.path.startsWith(unit.path);
}

/** A unit with the names of those above it: "Plant / East / Pumps". */
export function fullName(unit: Unit, units: readonly Unit[]): string {
  const above = units.find((each) => each.id === unit.parent);
  return above ? `${fullName(above, units)} / ${unit.name}` : unit.name;
}
