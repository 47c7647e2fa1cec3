import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { format, valueNames } from "./format";
import { nearestLocale } from "./locales";
import { allWords } from "./catalogue";
import { pseudo } from "./pseudo";
import "./all-texts";
import { ago, clock, span } from "./time";

const texts = allWords();
const keys = Object.keys(texts.en);

describe("a message", () => {
  it("says its values", () => {
    expect(format("Waits for {name}", { name: "Wang" }, "en")).toBe("Waits for Wang");
  });

  it("keeps a space where a value in Latin letters meets Han, and makes none elsewhere", () => {
    const waits = (name: string) => format("等{name}完成", { name }, "zh-CN");
    expect([waits("Sam"), waits("孙浩"), waits("“A”")]).toEqual(["等 Sam 完成", "等孙浩完成", "等“A”完成"]);
    expect(format("Waits for {name}", { name: "孙浩" }, "en")).toBe("Waits for 孙浩");
    expect(format("派给{name}", { name: "" }, "zh-CN")).toBe("派给");
  });

  it("counts by the rules of its language", () => {
    const message = "{n, plural, =0 {none} one {# order} other {# orders}} left";
    expect([0, 1, 1200].map((n) => format(message, { n }, "en"))).toEqual([
      "none left",
      "1 order left",
      "1,200 orders left",
    ]);
  });

  it("nests a choice in a count", () => {
    const message = "{n, plural, other {# {kind, select, a {apples} other {things}}}}";
    expect(format(message, { n: 3, kind: "a" }, "en")).toBe("3 apples");
    expect(format(message, { n: 3, kind: "b" }, "en")).toBe("3 things");
  });

  it("is dressed without touching its values or its grammar", () => {
    const message = "{n, plural, one {# open order} other {# open orders}} of {name}";
    expect(format(message, { n: 2, name: "Anna" }, "en", pseudo)).toBe("2 ööpééñ öördéérš ööf Anna");
  });

  it("with a brace too many or too few is refused", () => {
    expect(() => format("a } b", {}, "en")).toThrow(SyntaxError);
    expect(() => format("a {n, plural, other {x}", {}, "en")).toThrow(SyntaxError);
  });
});

describe("the two languages", () => {
  it("have the same keys", () => {
    expect(Object.keys(texts.zh).sort()).toEqual([...keys].sort());
  });

  it.each(keys)("ask for the same values in %s", (key) => {
    expect([...valueNames(texts.zh[key] ?? "")].sort()).toEqual([...valueNames(texts.en[key] ?? "")].sort());
  });

  it.each(["zh", "en"])("say the same by one key wherever it stands (%s)", (locale) => {
    const folder = join(import.meta.dirname, "texts", locale);
    const said = new Map<string, string>();
    const unlike: string[] = [];
    for (const file of readdirSync(folder)) {
      for (const [key, words] of Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, string>)) {
        if ((said.get(key) ?? words) !== words) unlike.push(`${file}: ${key}`);
        said.set(key, words);
      }
    }
    expect(unlike).toEqual([]);
  });

  it("never shout", () => {
    for (const locale of ["zh", "en"] as const) expect(Object.values(texts[locale]).join("")).not.toMatch(/[!！]/);
  });
});

describe("time", () => {
  const now = new Date("2026-11-23T06:00:00Z");
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  const nearly = { past: "just now", ahead: "in a moment" };

  it("is relative, one unit deep, with a space between digit and Han", () => {
    expect(ago(before(25), now, "en-GB", nearly)).toBe("25 min ago");
    expect(ago(before(25), now, "zh-CN", nearly)).toBe("25 分钟前");
    expect(ago(before(-180), now, "en-GB", nearly)).toMatch(/^in 3/);
    expect(span(50 * 3_600_000, "zh-CN")).toBe("2 天");
    expect([span(25 * 60_000, "en-GB"), span(3 * 3_600_000, "en-GB")]).toEqual(["25 min", "3 hr"]);
  });

  it("of less than a minute is said in words of its own; what a page's slow clock takes for later has been", () => {
    expect([0.9, 0, -0.4, -0.9].map((minutes) => ago(before(minutes), now, "zh-CN", nearly))).toEqual([
      "just now",
      "just now",
      "just now",
      "in a moment",
    ]);
  });

  it("shows the date only when it is not today in the reader's zone", () => {
    expect(clock(before(60), now, "en-GB", "Asia/Shanghai")).toBe("13:00");
    expect(clock(before(15 * 60), now, "en-GB", "Asia/Shanghai")).toMatch(/22 Nov/);
  });
});

it("the nearest language of somebody's wishes is found, else Chinese", () => {
  expect(nearestLocale(["fr", "en-US"])).toBe("en");
  expect(nearestLocale(["zh-Hant-TW"])).toBe("zh");
  expect(nearestLocale(["fr"])).toBe("zh");
});
