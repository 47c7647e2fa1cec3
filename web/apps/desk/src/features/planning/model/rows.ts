import type { Move, Order, Plan, Route } from "../api/day-plans";

/** A plan's orders by id, and where each of them stands. */
export interface Rows {
  readonly orders: ReadonlyMap<string, Order>;
  readonly names: ReadonlyMap<string, string>;
  readonly stands: ReadonlyMap<string, Stands>;
}

/** With whom an order is, and which of the stops that are not begun. */
export interface Stands {
  readonly user: string;
  readonly at: number;
  readonly of: number;
  readonly begins: number;
  readonly begun: boolean;
}

export function rowsOf(plan: Plan): Rows {
  const stands = new Map<string, Stands>();
  for (const route of plan.routes) {
    const ahead = aheadOf(route);
    for (const { order, begun, begins } of route.visits) {
      if (order) stands.set(order, { user: route.user, at: ahead.indexOf(order), of: ahead.length, begins, begun });
    }
  }
  return {
    orders: new Map(plan.orders.map((each) => [each.id, each])),
    names: new Map(plan.routes.map(({ user, name }) => [user, name])),
    stands,
  };
}

/** The orders of a route that can still be moved, in their order. */
export function aheadOf({ visits }: Route): readonly string[] {
  return visits.flatMap(({ order, begun }) => (order && !begun ? [order] : []));
}

/** The move that it would be to let an order go at a time of somebody's day. */
export function moveTo(order: string, route: Route, time: number): Move {
  const before = route.visits.filter((stop) => stop.order && !stop.begun && stop.order !== order && (stop.begins + stop.ends) / 2 < time);
  return { order, to: route.user, at: before.length };
}

/** Whether a move would leave the order where it is. */
export function staysWith({ stands }: Rows, move: Move): boolean {
  const now = stands.get(move.order);
  return move.to === null ? now === undefined : now?.user === move.to && now.at === move.at;
}
