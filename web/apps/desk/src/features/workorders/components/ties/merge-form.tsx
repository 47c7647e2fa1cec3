import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { orders } from "../../api/find";
import { orderQuery } from "../../api/get-order";
import { usePairing } from "../../api/send-addition";
import { SearchSelect } from "../act/search-select";
import { FormFoot } from "./form-foot";
import styles from "./ties-panel.module.css";

interface Props {
  readonly order: OrderDetail;
  readonly onClose: () => void;
}

/** Merges this order into another as its duplicate; before it is sent, what will come of both is shown. */
export function MergeForm({ order, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const pair = usePairing(order.id);
  const [into, setInto] = useState("");
  const [reason, setReason] = useState("");
  const wanted = orderQuery(into);
  const other = useQuery(into ? wanted : { queryKey: wanted.queryKey, queryFn: skipToken }).data;
  const submit = () => {
    pair.mutate(
      { pairing: "merge", version: order.version, body: { into, reason: reason.trim() } },
      {
        onSuccess: (after) => {
          onClose();
          const back = { pairing: "unmerge", version: after.version, body: { reason: t("tie.merge.undone") } } as const;
          tell(t("tie.merged", { number: other?.number ?? "" }), () => pair.mutateAsync(back));
        },
      },
    );
  };
  return (
    <form className={styles.form} aria-label={t("tie.act.merge")} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {pair.error && <ProblemNote error={pair.error} />}
      <p>{t("tie.merge.why")}</p>
      <SearchSelect id="merge-into" label={t("tie.merge.into")} search={orders} hint={t("tie.merge.into")} value={into} onChange={setInto} />
      <Input value={reason} maxLength={500} aria-label={t("ask.reason")} placeholder={t("ask.reason")} onChange={(event) => { setReason(event.target.value); }} />
      {other && (
        <div className={styles.preview}>
          {t("tie.merge.preview", { from: order.number, into: other.number, title: other.title, comments: order.beside.comments })}
        </div>
      )}
      <FormFoot act={t("tie.act.merge")} ready={Boolean(other) && into !== order.id} pending={pair.isPending} onClose={onClose} />
    </form>
  );
}
