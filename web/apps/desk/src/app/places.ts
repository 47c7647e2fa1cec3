import type { Me } from "@gongdan/api/shapes";
import type { TextKey } from "@gongdan/i18n/texts";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

export interface PageProps {
  readonly me: Me;
}

/** One page of the desk: where it stands, what it is called in the rail, and who may see it there. */
export interface Place {
  /** The address, as react-router matches it; parameters and deeper addresses are the page's own affair. */
  readonly path: string;
  /** Under which heading of the rail the link stands; left out for pages that are reached otherwise. */
  readonly group?: PlaceGroup;
  readonly title: TextKey;
  /** Actions of which the reader needs one; without, everybody sees the link. */
  readonly needs?: readonly string[];
  readonly Page: LazyExoticComponent<ComponentType<PageProps>>;
}

/** The headings of the rail, in the order in which they stand there. */
export const placeGroups = ["work", "trust", "administration"] as const;
export type PlaceGroup = (typeof placeGroups)[number];

/** Every page but the log-in; each is loaded when it is first opened. */
export const places: readonly Place[] = [
  {
    path: "orders/:id?",
    title: "list.title",
    Page: lazy(async () => ({ default: (await import("../features/workorders/components/orders-page")).OrdersPage })),
  },
  {
    path: "report",
    title: "list.new",
    Page: lazy(async () => ({ default: (await import("../features/workorders/components/report-page")).ReportPage })),
  },
];

/** The places that stand in the rail under a heading for this reader. */
export function placesIn(group: PlaceGroup, me: Me): readonly Place[] {
  const allowed = (place: Place) => place.needs?.some((action) => me.actions.includes(action)) ?? true;
  return places.filter((place) => place.group === group && allowed(place));
}
