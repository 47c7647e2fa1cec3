import type { Me } from "@gongdan/api/shapes";
import { useParams } from "react-router";
import { InboundDetail } from "./inbound-detail";
import { InboundList } from "./inbound-list";

/** Doors by which other systems start orders, or send messages that orders wait for. */
export function InboundsPage({ me }: { readonly me: Me }) {
  const { id } = useParams();
  const mayChange = me.actions.includes("inbound.change");
  const mayTry = me.actions.includes("inbound.try");
  return id ? <InboundDetail key={id} id={id} mayChange={mayChange} mayTry={mayTry} /> : <InboundList mayChange={mayChange} />;
}
