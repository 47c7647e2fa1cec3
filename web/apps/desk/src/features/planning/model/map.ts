import type { Order, Route } from "../api/day-plans";

export interface Dot {
  readonly order: Order;
  readonly x: number;
  readonly y: number;
}

interface Known {
  readonly order: Order;
  readonly east: number;
  readonly north: number;
}

/**
 * Orders with a position, projected into a square of `size` with a `margin`: degrees of longitude are
 * shortened by the latitude's cosine (equirectangular), which is exact enough for a town.
 */
export function projected(orders: readonly Order[], size: number, margin: number): readonly Dot[] {
  const known = orders.flatMap(located);
  if (known.length === 0) return [];
  const [west, east] = [Math.min(...known.map((each) => each.east)), Math.max(...known.map((each) => each.east))];
  const [south, north] = [Math.min(...known.map((each) => each.north)), Math.max(...known.map((each) => each.north))];
  const scale = (size - 2 * margin) / Math.max(east - west, north - south, 0.002);
  const [left, top] = [(size - (east - west) * scale) / 2, (size - (north - south) * scale) / 2];
  return known.map((each) => ({ order: each.order, x: left + (each.east - west) * scale, y: top + (north - each.north) * scale }));
}

function located(order: Order): readonly Known[] {
  const { latitude, longitude } = order;
  if (latitude === null || longitude === null) return [];
  return [{ order, east: longitude * Math.cos((latitude * Math.PI) / 180), north: latitude }];
}

/** The dots of a route in the order in which they are visited. */
export function wayOf({ visits }: Route, dots: ReadonlyMap<string, Dot>): readonly Dot[] {
  return visits.flatMap(({ order }) => (order ? (dots.get(order) ?? []) : []));
}
