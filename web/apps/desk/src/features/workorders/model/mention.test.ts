import { expect, it } from "vitest";
import { mentionAt, mentioned, withMention } from "./mention";

it("a name is begun by an at sign that follows nothing or a break, in either script", () => {
  expect(mentionAt("@wa", 3)).toBe("wa");
  expect(mentionAt("备件到了，@王", 7)).toBe("王");
  expect(mentionAt("mail a@b", 8)).toBeUndefined();
  expect(mentionAt("@wang ok", 8)).toBeUndefined();
});

it("a chosen person takes the place of what was typed, and the cursor goes behind", () => {
  expect(withMention("so @wa, then", 6, "Wang Wei")).toEqual(["so @Wang Wei , then", 13]);
});

it("who was chosen and deleted again is not mentioned", () => {
  const [wang, li] = [{ id: "1", name: "Wang" }, { id: "2", name: "Li" }];
  expect(mentioned("@Li look", [wang, li, li])).toEqual([li]);
});
