import type { TimelineItem } from "@gongdan/api/shapes";
import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { eventWords } from "./event-words";

const amended = (...changed: string[]) => ({ type: "OrderAmended", facts: { changed } }) as unknown as TimelineItem;
const [zh, en] = [speech("zh", "Asia/Shanghai"), speech("en", "Asia/Shanghai")];

it("an amendment names the parts that were changed, each once, in words", () => {
  const item = amended("title", "priority", "latitude", "longitude", "contact.phone", "access_note");
  expect(eventWords(item, en)).toBe("changed title, coordinates, phone and form answers");
  expect(eventWords(item, zh)).toBe("修改了标题、坐标、联系电话和表单内容");
});

it("an amendment whose parts are not told stays an amendment", () => {
  expect(eventWords(amended(), en)).toBe("amended the order");
});
