import { useCallback, useMemo, useState } from "react";

/** A node or an edge that is looked at. */
export interface Chosen {
  readonly kind: "node" | "edge";
  readonly key: string;
}

/** What a place of the document is on the canvas. */
function chosenAt(at: string | undefined): Chosen | undefined {
  const found = /^flow\/(nodes|edges)\/([^/]+)/.exec(at ?? "");
  return found?.[2] === undefined ? undefined : { kind: found[1] === "nodes" ? "node" : "edge", key: found[2] };
}

/** What is chosen: the place in the address, until something else is chosen here. */
export function useChosen(at: string | undefined) {
  const [own, setOwn] = useState<{ readonly at: string | undefined; readonly chosen: Chosen | undefined }>();
  const asked = useMemo(() => chosenAt(at), [at]);
  const chosen = own && own.at === at ? own.chosen : asked;
  const choose = useCallback((next: Chosen | undefined) => setOwn({ at, chosen: next }), [at]);
  const letGo = useCallback(
    ({ kind, key }: Chosen) =>
      setOwn((before) => {
        const now = before && before.at === at ? before.chosen : asked;
        return { at, chosen: now?.kind === kind && now.key === key ? undefined : now };
      }),
    [asked, at],
  );
  return { chosen, choose, letGo };
}
