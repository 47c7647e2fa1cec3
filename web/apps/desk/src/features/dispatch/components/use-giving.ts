import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { useTakeBack } from "../api/alike";
import { type Recommendation, useChoose } from "../api/dispatch";
import { onceDone } from "../model/once-done";

export interface Somebody {
  readonly user: string;
  readonly name: string;
}

/** Gives an order to somebody and offers the way back: the step is taken back, or goes to who had it. */
export function useGiving(order: { readonly id: string; readonly number: string }, found: Recommendation, onGiven: () => void) {
  const { t } = useSpeech();
  const tell = useTell();
  const choose = useChoose(order.id);
  const takeBack = useTakeBack(order.id);
  const undoOf = (version: number) => {
    const { act, assignee } = found;
    if (act === "accept") return () => takeBack.mutateAsync(version);
    return assignee ? () => choose.mutateAsync({ to: assignee, version, reason: t("dispatch.given.undone"), category: "" }) : undefined;
  };
  const give = ({ user, name }: Somebody, reason: string) => {
    onceDone(choose.mutateAsync({ to: user, version: found.version, reason, category: found.triage.category }), ({ version }) => {
      tell(t("dispatch.given", { number: order.number, name }), undoOf(version));
      onGiven();
    });
  };
  return { give, pending: choose.isPending, error: choose.error };
}
