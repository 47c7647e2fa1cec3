const usual = 3;

/** Skills with their least levels, as words that can be typed: "pump 3". */
export function skillWords(skills: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(skills)
    .sort(([one], [two]) => one.localeCompare(two))
    .map(([name, level]) => `${name} ${level}`);
}

/** What was typed, as skills with levels; a word without a level asks for the usual one. */
export function readSkills(words: readonly string[]): Record<string, number> {
  const read = words.map((word) => {
    const [, name = "", level] = /^(.*?)\s*([1-5])?$/u.exec(word.trim()) ?? [];
    return [name, level ? Number(level) : usual] as const;
  });
  return Object.fromEntries(read.filter(([name]) => name !== ""));
}
