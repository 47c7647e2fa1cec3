import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useAddition } from "../../api/send-addition";
import { bookingBody, bookingKinds, type BookingDraft, isComplete, neededOf } from "../../model/booking";
import styles from "./bookings-panel.module.css";

interface Props {
  readonly order: OrderDetail;
  readonly onClose: () => void;
}

/** One entry: hours, a cost, or a part with its number and unit. */
export function BookingForm({ order, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const [draft, setDraft] = useState<BookingDraft>({ kind: "time", quantity: "", unit: "", item: "", amount: "", currency: t("booking.currency"), note: "" });
  const submit = () => {
    send.mutate({ addition: "book", body: bookingBody(draft) }, { onSuccess: () => { onClose(); tell(t("booking.done")); } });
  };
  return (
    <form className={styles.form} aria-label={t("booking.add")} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {send.error && <div className={styles.whole}><ProblemNote error={send.error} /></div>}
      <Segmented
        className={styles.whole}
        block
        aria-label={t("booking.kind")}
        value={draft.kind}
        options={bookingKinds.map((value) => ({ value, label: t(`booking.kind.${value}`) }))}
        onChange={(kind) => { setDraft({ ...draft, kind }); }}
      />
      {neededOf(draft.kind).map((name) => (
        <Input
          key={name}
          className={name === "item" ? styles.whole : undefined}
          value={draft[name]}
          inputMode={name === "quantity" || name === "amount" ? "decimal" : "text"}
          aria-label={t(`booking.${draft.kind}.${name}` as "booking.time.quantity")}
          placeholder={t(`booking.${draft.kind}.${name}` as "booking.time.quantity")}
          onChange={(event) => { setDraft({ ...draft, [name]: event.target.value }); }}
        />
      ))}
      <Input className={styles.whole} value={draft.note} maxLength={500} aria-label={t("booking.note")} placeholder={t("booking.note")} onChange={(event) => { setDraft({ ...draft, note: event.target.value }); }} />
      <Button type="primary" size="small" htmlType="submit" loading={send.isPending} disabled={!isComplete(draft)}>{t("booking.save")}</Button>
      <Button size="small" onClick={onClose}>{t("ask.put")}</Button>
    </form>
  );
}
