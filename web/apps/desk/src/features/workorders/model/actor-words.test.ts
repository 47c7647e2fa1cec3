import { BY_LINK } from "@gongdan/api/by-link";
import { speech } from "@gongdan/i18n/speech";
import { expect, test } from "vitest";
import { actorWords } from "./actor-words";

test("who came by a link is called the customer, not by the code of his way", () => {
  expect(actorWords({ kind: "person", id: null, name: BY_LINK }, speech("en", "UTC"))).toBe("the customer, by link");
});
