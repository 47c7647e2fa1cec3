import type { Me } from "@gongdan/api/shapes";
import type { Area, TextKey } from "@gongdan/i18n/areas";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { wordsFor } from "./words";

export interface PageProps {
  readonly me: Me;
}

type Page = ComponentType<PageProps>;

/** One page of the desk: where it stands, what it is called in the rail, and who may see it there. */
export interface Place {
  /** The address, as react-router matches it; parameters and deeper addresses are the page's own affair. */
  readonly path: string;
  /** Under which heading of the rail the link stands; left out for pages that are reached otherwise. */
  readonly group?: PlaceGroup;
  /** A text of the area `common`, for the rail stands on every page. */
  readonly title: TextKey;
  /** Actions of which the reader needs one; without, everybody sees the link. */
  readonly needs?: readonly string[];
  readonly Page: LazyExoticComponent<Page>;
  /** Fetches the page and its words before anybody has asked for it. */
  readonly fetchEarly: () => void;
}

/** The headings of the rail, in the order in which they stand there. */
export const placeGroups = ["work", "trust", "administration"] as const;
export type PlaceGroup = (typeof placeGroups)[number];

/** A page that comes, with the words of its areas, when it is first opened. */
export function page(areas: readonly Area[], open: () => Promise<Page>): Pick<Place, "Page" | "fetchEarly"> {
  const fetched = async () => {
    const [found] = await Promise.all([open(), wordsFor(areas)]);
    return { default: found };
  };
  // The browser and the catalogue keep what has come; a fault is told when the page is really opened.
  return { Page: lazy(fetched), fetchEarly: () => void fetched().catch(() => undefined) };
}
