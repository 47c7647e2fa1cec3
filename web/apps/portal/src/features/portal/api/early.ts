import type { Place } from "../model/place";
import { begin, type OwnLink } from "./client";

/** Asks for what a place will show, before the code that shows it is there; `send` then takes these answers. */
export function askEarly(place: Place): void {
  if (place.page === "report" || place.page === "lost") begin(`/portal/${encodeURIComponent(place.tenant)}`);
  if (place.page === "follow") followEarly(place.token);
}

function followEarly(token: string): void {
  begin("/links/current", { token }, async (answer) => {
    const { order } = ((await answer.json()) as OwnLink).link;
    if (!order) return;
    begin(`/orders/${order}`, { token });
    begin(`/orders/${order}/timeline`, { token });
  });
}
