import type { Me } from "@gongdan/api/shapes";
import { begunUnder, keepBegun } from "@gongdan/ui/use-begun";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { endedReader, letIn, meQuery, noteSessionEnd } from "./session";

const li = { id: "li", login: "li" } as Me;
const wang = { id: "wang", login: "wang" } as Me;
const invited: Me = { ...li, must_change_password: true };

function endedUnderLi(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, li);
  client.setQueryData(["orders"], "what Li read");
  keepBegun("comment/7", "what Li wrote");
  noteSessionEnd(client);
  return client;
}

it("a session that ended is remembered with its reader until somebody is let in", async () => {
  const client = endedUnderLi();
  expect(client.getQueryData(meQuery.queryKey)).toBeNull();
  expect(endedReader(client)).toBe(li);
  await letIn(client, li);
  expect(client.getQueryData(meQuery.queryKey)).toBe(li);
  expect(endedReader(client)).toBeUndefined();
});

it("who comes back finds what he read and wrote; somebody else finds nothing of it", async () => {
  const client = endedUnderLi();
  await letIn(client, li);
  expect(client.getQueryData(["orders"])).toBe("what Li read");
  expect(begunUnder("comment/7")).toBe("what Li wrote");
  noteSessionEnd(client);
  await letIn(client, wang);
  expect(client.getQueryData(["orders"])).toBeUndefined();
  expect(begunUnder("comment/7")).toBeUndefined();
});

it("who still has to choose his own password begins at the door again", () => {
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, invited);
  noteSessionEnd(client);
  expect(client.getQueryData(meQuery.queryKey)).toBeNull();
  expect(endedReader(client)).toBeUndefined();
});

it("the page learns who came in, whoever that is", async () => {
  const client = endedUnderLi();
  const seen = new QueryObserver(client, { ...meQuery, enabled: false });
  const stop = seen.subscribe(() => undefined);
  await letIn(client, wang);
  expect(seen.getCurrentResult().data).toBe(wang);
  stop();
});
