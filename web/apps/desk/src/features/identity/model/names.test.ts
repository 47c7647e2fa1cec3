import { expect, it } from "vitest";
import { organisationShortName, shortName, unitCode } from "./names";

it("short names keep letters and digits only", () => {
  expect(shortName("  East Plant (2) ")).toBe("east-plant-2");
  expect(shortName("Café Zürich")).toBe("cafe-zu-rich");
  expect(shortName("东区物业")).toBe("");
});

it("a unit's code is free at its place", () => {
  expect(unitCode("Pumps", [])).toBe("pumps");
  expect(unitCode("Pumps", ["pumps"])).toBe("pumps-1");
  expect(unitCode("工程部", [])).toBe("unit-1");
  expect(unitCode("工程部", ["unit-1", "unit-2"])).toBe("unit-3");
});

it("an organisation without latin letters still gets a name to type", () => {
  expect(organisationShortName("Gong Dan")).toBe("gong-dan");
  expect(organisationShortName("东区物业")).toBe("home");
});
