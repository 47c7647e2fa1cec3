import { type Change, listen, type StreamState } from "@gongdan/api/stream";
import { useSpeech } from "@gongdan/i18n/react";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { orderKeys, staleAfter } from "../features/workorders/model/order-keys";
import { collector } from "./collector";
import styles from "./live.module.css";
import { whileSeen } from "./while-seen";

const Context = createContext<StreamState>("connecting");

/** How long changes are gathered before what they touch is read again, in ms. */
const gather = 250;

/** Listens to the server and has what changed read again; a gap in listening reads all again. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");
  useEffect(() => {
    const changes = collector<Change>(gather, (batch) => {
      for (const queryKey of staleAfter(batch)) void client.invalidateQueries({ queryKey });
    });
    const readAgain = () => void client.invalidateQueries({ queryKey: orderKeys.all });
    const listener = { onState: setState, onChange: changes.add, onGap: readAgain };
    const stop = whileSeen(() => listen("/api/v1/stream", listener), readAgain);
    return () => {
      stop();
      changes.stop();
    };
  }, [client]);
  return <Context value={state}>{children}</Context>;
}

/** The state of the line in words. */
export function LiveState() {
  const { t } = useSpeech();
  const state = useContext(Context);
  const detail = state === "connecting" ? undefined : t(`live.${state}.detail`);
  return (
    <p className={styles.state} data-state={state} role="status" title={detail}>
      {t(`live.${state}`)}
    </p>
  );
}
