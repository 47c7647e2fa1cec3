import { expect, it } from "vitest";
import { bytesWords } from "./bytes";

it("says a size in the unit that reads best", () => {
  const sizes = [0, 1, 1023, 1024, 1536, 157286400, 1024 ** 4 * 3];
  expect(sizes.map((each) => bytesWords(each, "en"))).toEqual([
    "0 B",
    "1 B",
    "1,023 B",
    "1 KB",
    "1.5 KB",
    "150 MB",
    "3 TB",
  ]);
});
