import { Problem } from "@gongdan/api/problem";
import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQueryClient } from "@tanstack/react-query";
import { useTell } from "@gongdan/ui/told";
import { useState } from "react";
import { useBundle } from "../api/get-definition";
import { useSendAct } from "../api/send-act";
import { type ActDraft, bodyOfDraft, draftOf, missingIn } from "../model/act-draft";
import { actsOf, actToDoNow, type KnownAct } from "../model/acts";
import { orderKeys } from "../model/order-keys";

/**
 * The acts of one order and the one being filled in. The version that counts is the one that the person
 * saw when they began to write: if the order changes under their hands, they are told before it is sent.
 */
export function useAct(order: OrderDetail) {
  const speech = useSpeech();
  const { t } = speech;
  const tell = useTell();
  const client = useQueryClient();
  const send = useSendAct(order.id);
  const bundle = useBundle(order.definition);
  const acts = actsOf(order.acts);
  const [draft, setDraft] = useState<ActDraft>();
  const [seen, setSeen] = useState(order);
  const [tried, setTried] = useState(false);
  const touched = draft?.touched ?? false;
  if (!touched && seen !== order) setSeen(order);

  const begin = (act: KnownAct | undefined) => {
    send.reset();
    setTried(false);
    setDraft(act && draftOf(act, order, bundle, speech));
  };
  const now = actToDoNow(acts);
  const shown = draft ?? (now && draftOf(now, order, bundle, speech));
  const missing = shown && missingIn(shown);

  const submit = () => {
    if (!shown || !missing) return;
    setTried(true);
    if (missing.issues.length > 0 || missing.asks.length > 0) return;
    const { act } = shown.act;
    send.mutate(
      { act, version: seen.version, body: bodyOfDraft(shown) },
      {
        onSuccess: () => {
          begin(undefined);
          tell(t("done.act", { act: t(`act.${act}`) }));
          document.getElementById("order-title")?.focus();
        },
        onError: (error) => {
          setDraft({ ...shown, touched: true });
          if (isStale(error)) void client.invalidateQueries({ queryKey: orderKeys.one(order.id) });
        },
      },
    );
  };
  return {
    acts,
    now,
    shown,
    begin,
    submit,
    sending: send.isPending,
    error: isStale(send.error) ? null : send.error,
    missing: tried ? missing : undefined,
    stale: touched && seen.version !== order.version ? seen : undefined,
    change: (part: Partial<ActDraft>) => {
      if (shown) setDraft({ ...shown, ...part, touched: true });
    },
    goOn: () => {
      send.reset();
      setSeen(order);
      if (!acts.some((each) => each.act === shown?.act.act)) begin(undefined);
    },
  };
}

function isStale(error: unknown): boolean {
  return error instanceof Problem && error.status === 412;
}
