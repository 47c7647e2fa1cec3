import type { Flow } from "@gongdan/flow-model/bundle";
import { insideOf } from "@gongdan/flow-model/graph/inside";
import { useCallback, useMemo, useState } from "react";
import type { Chosen } from "./use-chosen";

/** Which sub-processes are folded; one in which something is chosen is open, so that it can be seen. */
export function useFolded(flow: Flow, chosen: Chosen | undefined, choose: (chosen: Chosen) => void) {
  const [wished, setWished] = useState<ReadonlySet<string>>(new Set());
  const folded = useMemo<ReadonlySet<string>>(
    () => new Set([...wished].filter((key) => flow.nodes[key] && !(chosen && insideOf(flow, key).includes(chosen.key)))),
    [wished, flow, chosen],
  );
  const onFold = useCallback(
    (key: string, isFolded: boolean) => {
      setWished((before) => new Set(isFolded ? [...before, key] : [...before].filter((each) => each !== key)));
      choose({ kind: "node", key });
    },
    [choose],
  );
  return { folded, onFold };
}
