import { expect, it } from "vitest";
import { home, logInPath, wayBack } from "./way-back";

it("the way back leads to a page of the desk and nowhere else", () => {
  expect(wayBack("/orders/7?stage=accept")).toBe("/orders/7?stage=accept");
  for (const bad of [null, "", "//evil.example", "/\\evil.example", "https://evil.example", "/log-in?back=/log-in"]) {
    expect(wayBack(bad)).toBe(home);
  }
});

it("the log-in page remembers where one was", () => {
  expect(logInPath("/orders/7?q=a")).toBe("/log-in?back=%2Forders%2F7%3Fq%3Da");
  expect(logInPath(home)).toBe("/log-in");
});
