import type { Act, OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { useSendAct } from "../../api/send-act";
import { inverseOf } from "../../model/inverse";

/** Tells that an act is done, and offers its way back where it has one. */
export function useDone(): (act: Act, before: OrderDetail, after: OrderDetail) => void {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useSendAct();
  return (act, before, after) => {
    const words = t("done.order", { act: t(`act.${act}`), number: after.number });
    const back = inverseOf(act, before, after);
    if (!back) tell(words);
    else tell(words, () => send.mutateAsync({ id: after.id, version: after.version, act: back.act, body: back.body }));
  };
}
