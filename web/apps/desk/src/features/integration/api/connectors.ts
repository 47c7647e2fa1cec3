import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Connector = Schemas["Connector"];
export type ConnectorInput = Schemas["CreateConnector"];
export type ConnectorChange = Schemas["ChangeConnector"];
export type Trial = Schemas["TryConnector"];

const all = ["connectors"] as const;
const at = (id: string) => ({ params: { path: { connector_id: id } } });

export const connectorsQuery = queryOptions({
  queryKey: [...all, "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/connectors", { signal }))).items,
});

export const connectorQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/connectors/{connector_id}", { ...at(id), signal })),
  });

/** The last calls of a connector, newest first. */
export const callsQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id, "calls"],
    refetchInterval: 5_000,
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/connectors/{connector_id}/calls", { ...at(id), signal }))).items,
  });

export const createConnector = (body: ConnectorInput) => answer(api.POST("/api/v1/connectors", { body }));

export function changeConnector(connector: Connector, body: ConnectorChange) {
  const params = { path: { connector_id: connector.id }, header: { "If-Match": `"${connector.version}"` } };
  return answer(api.PATCH("/api/v1/connectors/{connector_id}", { params, body }));
}

export const removeConnector = (id: string) => answer(api.DELETE("/api/v1/connectors/{connector_id}", at(id)));
export const tryConnector = (id: string, body: Trial) =>
  answer(api.POST("/api/v1/connectors/{connector_id}/try", { ...at(id), body }));

/** Sends something about connectors; what the pages know of them is read again afterwards. */
export function useConnectorSend<In, Out>(send: (input: In) => Promise<Out>, onDone: (out: Out) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(out) {
      await client.invalidateQueries({ queryKey: all });
      onDone(out);
    },
  });
}
