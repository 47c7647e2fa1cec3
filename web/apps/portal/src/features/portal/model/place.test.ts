import { expect, it } from "vitest";
import { placeOf, tenantOf } from "./place";

const secret = `gl1_demo-plant_${"a".repeat(43)}`;

it("reads the page from the address", () => {
  expect(placeOf("/portal/demo", "?asset=P-101", "")).toEqual({ page: "report", tenant: "demo", asset: "P-101" });
  expect(placeOf("/portal/demo/lost", "", "")).toEqual({ page: "lost", tenant: "demo" });
  expect(placeOf("/portal/", "", `#${secret}`)).toEqual({ page: "follow", token: secret });
  expect(placeOf("/portal/check", "", `#${secret}`)).toEqual({ page: "check", token: secret });
});

it("takes nothing for a token that is none", () => {
  expect(placeOf("/portal/", "", "#gl1_x")).toEqual({ page: "door" });
  expect(placeOf("/portal/check", "", "#<script>")).toEqual({ page: "door" });
  expect(placeOf("/portal", "", "")).toEqual({ page: "door" });
});

it("leads by a link that is cut or has too much to where one gets a new one", () => {
  for (const broken of [secret.slice(0, -3), `${secret}x`, `${secret}。`]) {
    expect(placeOf("/portal/", "", `#${broken}`)).toEqual({ page: "lost", tenant: "demo-plant", broken: true });
  }
});

it("finds the tenant in a token", () => {
  expect(tenantOf(secret)).toBe("demo-plant");
});
