import type { QueryClient } from "@tanstack/react-query";
import { matchPath } from "react-router";
import { meQuery } from "../features/identity/api/session";
import { home } from "../features/identity/model/way-back";
import { places } from "./places";

const outside = ["/log-in", "/setup"];

/** The page that stands at an address of the desk, or will after its first redirect. */
export function placeAt(address: string) {
  const path = address === "/" ? home.replace(/\?.*/, "") : address;
  return places.find((place) => matchPath(`/${place.path}`, path) !== null);
}

/**
 * Asks who is there, and fetches the page of the address, while the words of the frame are on their way:
 * on a slow line each of these waits costs as much as the others, and none needs the others' answer.
 */
export function startEarly(memory: QueryClient): void {
  const address = `/${location.pathname.slice(import.meta.env.BASE_URL.length)}`;
  if (outside.includes(address)) return;
  void memory.query(meQuery).catch(() => undefined); // told where the answer is shown
  placeAt(address)?.fetchEarly();
}
