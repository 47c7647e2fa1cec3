import type { Area } from "@gongdan/i18n/areas";
import { lazy } from "react";
import type { OrderPanel, PanelProps } from "../features/workorders/components/order/order-panel";
import { FactsPanel } from "../features/workorders/components/order/facts-panel";
import { OrderRecord } from "../features/workorders/components/order/order-record";
import { PeoplePanel } from "../features/workorders/components/order/people-panel";
import { TimelinePanel } from "./timeline-panel";
import { wordsFor } from "./words";

type PanelPart = OrderPanel["Panel"];

/** A panel of another room, or a heavy one of our own: it comes with the words of its areas, after the order itself. */
export function panel(areas: readonly Area[], open: () => Promise<PanelPart>): PanelPart {
  return lazy<React.ComponentType<PanelProps>>(async () => {
    const [found] = await Promise.all([open(), wordsFor(areas)]);
    return { default: found };
  });
}

/** The parts of the order page, in the order in which they stand in their place. */
export const orderPanels: readonly OrderPanel[] = [
  // what it is about is read before anything is decided on it
  { id: "record", place: "main", Panel: OrderRecord },
  { id: "signing", place: "main", Panel: panel(["orders"], async () => (await import("../features/workorders/components/signing/signing-panel")).SigningPanel) },
  {
    id: "evidence",
    place: "main",
    Panel: panel(["evidence"], async () => (await import("../features/workorders/components/evidence/evidence-panel")).EvidencePanel),
  },
  {
    id: "dispatch",
    place: "main",
    needs: ["dispatch.read"],
    Panel: panel(["dispatch"], async () => (await import("../features/dispatch/components/dispatch-panel")).DispatchPanel),
  },
  { id: "comment", place: "talk", Panel: panel(["orders"], async () => (await import("../features/workorders/components/talk/comment-panel")).CommentPanel) },
  { id: "timeline", place: "talk", Panel: TimelinePanel },
  { id: "people", place: "side", Panel: PeoplePanel },
  {
    id: "customer",
    place: "side",
    needs: ["customer.read"],
    Panel: panel(["registers"], async () => (await import("../features/customers/components/customer-panel")).CustomerPanel),
  },
  { id: "facts", place: "side", Panel: FactsPanel },
  { id: "needs", place: "side", Panel: panel(["needs", "orders"], async () => (await import("../features/workorders/components/needs/needs-panel")).NeedsPanel) },
  { id: "ties", place: "side", Panel: panel(["orders"], async () => (await import("../features/workorders/components/ties/ties-panel")).TiesPanel) },
  { id: "bookings", place: "side", Panel: panel(["orders"], async () => (await import("../features/workorders/components/bookings/bookings-panel")).BookingsPanel) },
  {
    id: "signed",
    place: "side",
    Panel: panel(["links", "evidence"], async () => (await import("../features/workorders/components/sign/signed-panel")).SignedPanel),
  },
  {
    id: "links",
    place: "side",
    needs: ["link.read"],
    Panel: panel(["links"], async () => (await import("../features/portal/components/links-panel")).LinksPanel),
  },
];
