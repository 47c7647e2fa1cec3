import { Problem } from "@gongdan/api/problem";
import type { OrderDetail } from "@gongdan/api/shapes";
import { useLiveForm } from "@gongdan/forms/antd/use-live-form";
import type { Field, Values } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { begunUnder, keepBegun } from "@gongdan/ui/use-begun";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useBundle } from "../../api/get-definition";
import { useSendAct } from "../../api/send-act";
import { type ActDraft, bodyOfDraft, draftOf, knownIn, missingIn } from "../../model/act-draft";
import { actsOf, actToDoNow, type KnownAct } from "../../model/acts";
import { onlyTalked } from "../../model/order-changes";
import { orderKeys } from "../../model/order-keys";
import { useDone } from "./use-done";

const none: readonly Field[] = [];
const nothing: Values = {};

/** A form that was begun, with the order as it was seen then. */
interface Begun {
  readonly draft: ActDraft;
  readonly seen: OrderDetail;
}

interface Options {
  /** The one act that is offered here. */
  readonly only?: KnownAct;
  /** Called when the form is done with. */
  readonly onPutAway?: () => void;
}

/**
 * The acts of one order and the one being filled in. The version that counts is the one that the person
 * saw when they began to write: if the order changes under their hands, they are told before it is sent. What was
 * begun is found again by whoever looks at another page in between.
 */
export function useAct(order: OrderDetail, { only, onPutAway }: Options = {}) {
  const speech = useSpeech();
  const done = useDone();
  const client = useQueryClient();
  const send = useSendAct();
  const bundle = useBundle(order.definition);
  const acts = useMemo(() => (only ? [only] : actsOf(order.acts)), [only, order.acts]);
  const name = `act/${order.id}/${only?.act ?? ""}`;
  const [before] = useState(() => begunUnder(name) as Begun | undefined);
  const [draft, setDraft] = useState(before?.draft);
  const [seen, setSeen] = useState(before?.seen ?? order);
  const [tried, setTried] = useState(false);
  const touched = draft?.touched ?? false;
  if (seen !== order && (!touched || onlyTalked(seen, order))) setSeen(order);

  const write = (next: ActDraft | undefined) => {
    keepBegun(name, next?.touched ? { draft: next, seen } : undefined);
    setDraft(next);
  };
  const begin = (act: KnownAct | undefined) => {
    send.reset();
    setTried(false);
    write(act && draftOf(act, order, bundle, speech));
  };
  const now = only ?? actToDoNow(acts);
  // one and the same until it is written in: a form of hundreds of fields is read once
  const blank = useMemo(() => now && draftOf(now, order, bundle, speech), [now, order, bundle, speech]);
  const shown = draft ?? blank;
  // a correction has the order's own fields beside the kind's: the server alone judges it
  const judged = shown && shown.act.act !== "amend" ? shown : undefined;
  const form = useLiveForm(judged?.act.form ?? undefined, judged?.fields ?? none, judged?.values ?? nothing, knownIn(order, judged?.asks.outcome ?? ""));
  const live = judged?.act.form ? form : undefined;
  const missing = shown && missingIn(shown, live);

  const submit = () => {
    if (!shown || !missing) return;
    setTried(true);
    if (missing.issues.length > 0 || missing.asks.length > 0) return;
    const { act } = shown.act;
    send.mutate(
      { id: order.id, act, version: seen.version, body: bodyOfDraft(shown, live) },
      {
        onSuccess: (after) => {
          begin(undefined);
          done(act, seen, after);
          onPutAway?.();
          document.getElementById("order-title")?.focus();
        },
        onError: (error) => {
          write({ ...shown, touched: true });
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
    /** Puts the form away; undefined where the act to do now stays in sight. */
    putAway: onPutAway || (shown && now?.act !== shown.act.act) ? () => { begin(undefined); onPutAway?.(); } : undefined,
    submit,
    sending: send.isPending,
    error: isStale(send.error) ? null : send.error,
    missing: tried ? missing : undefined,
    live,
    stale: touched && seen.version !== order.version ? seen : undefined,
    change: (part: Partial<ActDraft>) => {
      if (shown) write({ ...shown, ...part, touched: true });
    },
    goOn: () => {
      send.reset();
      setSeen(order);
      if (!acts.some((each) => each.act === shown?.act.act)) begin(undefined);
      else if (draft) keepBegun(name, { draft, seen: order });
    },
  };
}

function isStale(error: unknown): boolean {
  return error instanceof Problem && error.status === 412;
}
