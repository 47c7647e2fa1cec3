/** A text in each language. */
export type Words = Readonly<Record<string, string>>;
