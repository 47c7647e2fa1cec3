import { expect, it } from "vitest";
import { momentOf, wallTime } from "./wall-time";

const zones = ["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns"];

it("says what the clock of a zone shows, whatever the browser's own zone is", () => {
  const at = new Date("2026-11-26T14:20:31Z");
  expect(wallTime(at, "Asia/Shanghai")).toBe("2026-11-26T22:20");
  expect(wallTime(at, "America/New_York")).toBe("2026-11-26T09:20");
  expect(wallTime(new Date("never"), "UTC")).toBe("");
});

it("comes back to the same minute, in every zone and over a whole year", () => {
  for (const zone of zones) {
    for (let day = 0; day < 365; day += 1) {
      const wall = wallTime(new Date(Date.UTC(2026, 0, 1 + day, 7, 41)), zone);
      expect(wallTime(momentOf(wall, zone) ?? new Date(0), zone)).toBe(wall);
    }
  }
});

it("takes the first of an hour that is shown twice, and passes over one that is left out", () => {
  expect(momentOf("2026-10-25T02:30", "Europe/Berlin")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(momentOf("2026-03-29T02:30", "Europe/Berlin")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
});

it("knows nothing of what is no time", () => {
  expect(momentOf("", "UTC")).toBeUndefined();
  expect(momentOf("soon", "UTC")).toBeUndefined();
});
