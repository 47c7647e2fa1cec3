import { expect, it } from "vitest";
import type { Connector } from "../api/connectors";
import { changeOf, enteredOf, inputOf, inputsOf, nothing } from "./connector";

const connector: Connector = {
  id: "1",
  key: "stock",
  name: "库存",
  base_url: "https://stock.example/api",
  auth: { kind: "api_key", header: "X-Key" },
  has_secret: true,
  paths: ["/parts", "/orders"],
  seconds: 5,
  per_minute: 30,
  active: true,
  created_by: null,
  created_at: "2026-11-26T00:00:00Z",
  version: 3,
};

it("a change keeps the secret unless one is typed", () => {
  const entered = enteredOf(connector);
  expect(entered.secret).toBe("");
  expect(changeOf(entered)).not.toHaveProperty("secret");
  expect(changeOf({ ...entered, secret: "new" })).toMatchObject({ secret: "new", paths: ["/parts", "/orders"] });
});

it("a way of proof sends its own parts and no others", () => {
  const entered = { ...nothing, key: " erp ", way: "client" as const, token_url: "https://id.example/t", client_id: "c" };
  expect(inputOf(entered)).toMatchObject({
    key: "erp",
    auth: { kind: "client", token_url: "https://id.example/t", client_id: "c", scope: "" },
  });
  expect(inputOf({ ...entered, way: "bearer" }).auth).toEqual({ kind: "bearer" });
});

it("inputs of a test call are lines of a name and a value", () => {
  expect(inputsOf("id = 7\n\nrubbish\nname=泵 = 1")).toEqual({ id: "7", name: "泵 = 1" });
});
