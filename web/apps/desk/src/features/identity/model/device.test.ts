import { expect, it } from "vitest";
import { deviceOf } from "./device";

it("names program and system of common browsers", () => {
  const edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
  expect(deviceOf(edge)).toEqual({ program: "Edge", system: "Windows" });
  expect(deviceOf("Mozilla/5.0 (iPhone) Version/19 Safari/604.1")).toEqual({ program: "Safari", system: "iOS" });
  expect(deviceOf("something else")).toEqual({ program: "", system: "" });
});
