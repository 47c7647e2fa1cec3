import type { Kind } from "@gongdan/flow-model/bundle";

const person = "M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8ZM3 13.4c.5-2.4 2.4-3.8 5-3.8s4.5 1.4 5 3.8";
const clock = "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 4.8V8l2.2 1.6";
const split = "M3 8h3.2L12 3.5M6.2 8 12 12.5M9.6 3.2 12.3 3.4 12 6M9.6 12.8l2.7-.2L12 10";
const box = "M2.8 4.2h10.4v7.6H2.8zM2.8 7h10.4";

/** Icon outlines on a 16 by 16 field, stroked with the current colour. */
export const kindIcons: Readonly<Record<Kind, string>> = {
  start: "M5 3.2 12.2 8 5 12.8z",
  end: "M4 4h8v8H4z",
  user: person,
  manual: person,
  service: "M6.4 9.6 9.6 6.4M7 5.2l1.6-1.6a2.7 2.7 0 0 1 3.8 3.8L10.8 9M5.2 7 3.6 8.6a2.7 2.7 0 0 0 3.8 3.8L9 10.8",
  rule: "M2.5 3.2h11v9.6h-11zM2.5 6.4h11M2.5 9.6h11M6.4 3.2v9.6",
  receive: "M2.5 4h11v8h-11zM2.5 4.4 8 8.6l5.5-4.2",
  exclusive: split,
  inclusive: split,
  parallel: "M3 8h3M6 4v8M6 4h7M6 8h7M6 12h7",
  join: "M13 8h-3M10 4v8M10 4H3M10 8H3M10 12H3",
  subprocess: box,
  call: box,
  children: "M8 2.5v4M8 6.5H3.5V10M8 6.5h4.5V10M8 6.5V10M2 10h3v3H2zM6.5 10h3v3h-3zM11 10h3v3h-3z",
  catch: clock,
  boundary: clock,
  throw: "M8 3 13 12.5H3z",
};
