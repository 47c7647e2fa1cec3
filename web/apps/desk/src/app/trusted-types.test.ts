import { expect, test } from "vitest";
import { textWithoutMarkup } from "./trusted-types";

test("a style sheet passes, ranges of widths included", () => {
  const css = ".a > .b{width:1px}@media (400px<=width<800px){.c{content:'<'}}";
  expect(textWithoutMarkup(css)).toBe(css);
});

test.each(["<img src=x onerror=alert(1)>", "<script>", "a<!--", "</style><b>", "<?x", "<SVG/onload=1>"])(
  "markup made of text is refused: %s",
  (text) => {
    expect(() => textWithoutMarkup(text)).toThrow(TypeError);
  },
);
