import type { Me } from "@gongdan/api/shapes";
import { useParams } from "react-router";
import { ConnectorDetail } from "./connector-detail";
import { ConnectorList } from "./connector-list";

/** Services outside that processes call. */
export function ConnectorsPage({ me }: { readonly me: Me }) {
  const { id } = useParams();
  const mayChange = me.actions.includes("connector.change");
  const mayCall = me.actions.includes("connector.call");
  return id ? (
    <ConnectorDetail key={id} id={id} mayChange={mayChange} mayCall={mayCall} />
  ) : (
    <ConnectorList mayChange={mayChange} />
  );
}
