import type { Place } from "../model/place";
import { begin, type OwnLink } from "./client";

/** Asks for what a place will show, before the code that shows it is there; `send` then takes these answers. */
export function askEarly(place: Place): void {
  if (place.page === "report" || place.page === "lost") void begin(`/portal/${encodeURIComponent(place.tenant)}`);
  if (place.page === "follow") void followEarly(place.token);
}

async function followEarly(token: string): Promise<void> {
  const link = begin("/links/current", { token });
  const order = await link.then(async (answer) => ((await answer.clone().json()) as OwnLink).link.order).catch(() => undefined);
  if (!order) return; // told where the answer is shown
  void begin(`/orders/${order}`, { token });
  void begin(`/orders/${order}/timeline`, { token });
}
