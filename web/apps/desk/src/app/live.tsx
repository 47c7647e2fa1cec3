import { type Change, listen, type StreamState } from "@gongdan/api/stream";
import { useSpeech } from "@gongdan/i18n/react";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { arrivalKeys } from "../features/integration/model/arrival-keys";
import { orderKeys, staleAfter } from "../features/workorders/model/order-keys";
import { collector } from "./collector";
import styles from "./live.module.css";
import { whileSeen } from "./while-seen";

const Context = createContext<StreamState | undefined>(undefined);

/** How long changes are gathered before what they touch is read again, in ms. */
const gather = 250;

interface Props {
  /** Whether the reader may hear of orders at all; who may not has no line that could be lost. */
  readonly mayListen: boolean;
  readonly children: ReactNode;
}

/** Listens to the server and has what changed read again; a gap in listening reads all again. */
export function LiveProvider({ mayListen, children }: Props) {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");
  useEffect(() => {
    if (!mayListen) return undefined;
    const changes = collector<Change>(gather, (batch) => {
      for (const queryKey of [...staleAfter(batch), arrivalKeys.all]) void client.invalidateQueries({ queryKey });
    });
    const readAgain = () => {
      for (const queryKey of [orderKeys.all, arrivalKeys.all]) void client.invalidateQueries({ queryKey });
    };
    const listener = { onState: setState, onChange: changes.add, onGap: readAgain };
    const stop = whileSeen(() => listen("/api/v1/stream", listener), readAgain);
    return () => {
      stop();
      changes.stop();
    };
  }, [client, mayListen]);
  return <Context value={mayListen ? state : undefined}>{children}</Context>;
}

/** The state of the line in words. */
export function LiveState() {
  const { t } = useSpeech();
  const state = useContext(Context);
  if (!state) return null;
  const detail = state === "connecting" ? undefined : t(`live.${state}.detail`);
  return (
    <p className={styles.state} data-state={state} role="status" title={detail}>
      {t(`live.${state}`)}
    </p>
  );
}
