/** The order type that asks for nothing more than the five steps; what the API takes where no type is named. */
const plain = "five_step";

/** Order types as they are offered: the plain one first, the others as they came. */
export function plainFirst<T extends { readonly key: string }>(types: readonly T[]): readonly T[] {
  return [...types.filter(({ key }) => key === plain), ...types.filter(({ key }) => key !== plain)];
}
