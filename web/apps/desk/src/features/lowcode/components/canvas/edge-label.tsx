import type { ConditionSaid } from "../../model/condition-words";

const longest = 34;

/** The words on an edge; what they leave unsaid is read where they are pointed at. */
export function EdgeLabel({ words, feel }: ConditionSaid) {
  const isCut = words.length > longest;
  return (
    <>
      {isCut ? `${words.slice(0, longest - 1)}…` : words}
      {(feel || isCut) && <title>{feel || words}</title>}
    </>
  );
}
