import { type Bag, bag, list } from "./json";

/** The columns of a field's lines as its `order` says; those that it does not name come last. A stored bundle keeps no order of keys. */
export function columnsInOrder({ columns, order }: Bag): readonly (readonly [string, Bag])[] {
  const wished = list(order);
  const place = (name: string) => (wished.includes(name) ? wished.indexOf(name) : wished.length);
  return Object.entries(bag(columns))
    .map(([name, column]) => [name, bag(column)] as const)
    .sort(([one], [other]) => place(one) - place(other));
}
