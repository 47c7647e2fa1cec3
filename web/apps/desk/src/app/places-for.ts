/** Which places there are for a reader. */
import type { Me } from "@gongdan/api/shapes";
import type { Place, PlaceGroup } from "./place";
import { places } from "./places";

/** Whether this reader may open a place. */
export const isOpenTo = (place: Place, me: Me) => place.needs?.some((action) => me.actions.includes(action)) ?? true;

/** Whether a place belongs to one thing, so that nobody can go there without having chosen it. */
export const isOfOneThing = (place: Place) => /:[a-z]+\//.test(place.path);

/** The places that stand in the rail under a heading for this reader. */
export function placesIn(group: PlaceGroup, me: Me): readonly Place[] {
  return places.filter((place) => place.group === group && isOpenTo(place, me));
}

/** The address of a place without its parameters. */
export const beginning = ({ path }: Place): string => path.split("/:")[0] ?? path;

/** Where somebody begins who has nothing to do with orders: the first page of the rail that is open to him. */
export const firstPlaceFor = (me: Me): Place | undefined => places.find((place) => place.group && isOpenTo(place, me));
