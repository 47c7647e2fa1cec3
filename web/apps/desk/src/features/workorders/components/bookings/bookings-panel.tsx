import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { bookingsQuery } from "../../api/get-bookings";
import { useAddition } from "../../api/send-addition";
import { bookedWords } from "../../model/event-words";
import type { PanelProps } from "../order/order-panel";
import { BookingForm } from "./booking-form";
import styles from "./bookings-panel.module.css";

/** Time, cost and parts of the order with their sums; a wrong entry is reversed, never rubbed out. */
export function BookingsPanel({ order }: PanelProps) {
  const speech = useSpeech();
  const { t } = speech;
  const tell = useTell();
  const { totals, may } = order.beside;
  const bookings = useQuery({ ...bookingsQuery(order.id), enabled: totals !== null });
  const send = useAddition(order.id);
  const [open, setOpen] = useState(false);
  const books = may.includes("book");
  if (totals === null || (!books && !bookings.data?.items.length)) return null;
  const shown = (bookings.data?.items ?? []).filter((each) => !each.reverses && !each.reversed);
  const sums = [
    ...(Number(totals.hours) === 0 ? [] : [t("booking.hours", { n: totals.hours })]),
    ...totals.money.map(({ of, total }) => `${total} ${of}`),
  ];
  const reverse = (booking: string, what: string) => {
    send.mutate(
      { addition: "reverse-booking", body: { booking, reason: t("booking.reversed") } },
      { onSuccess: () => { tell(t("booking.reversed.done", { what })); } },
    );
  };
  return (
    <Panel
      title={t("order.bookings")}
      acts={books && !open && <Button size="small" onClick={() => { setOpen(true); }}>{t("booking.add")}</Button>}
    >
      {send.error && <ProblemNote error={send.error} />}
      {open && <BookingForm order={order} onClose={() => { setOpen(false); }} />}
      {shown.length === 0 && !open && <p className={styles.none}>{t("booking.none")}</p>}
      <ul className={styles.list}>
        {shown.map((each) => {
          const what = bookedWords({ ...each }, speech);
          return (
            <li key={each.booking}>
              <span>{what}</span>
              <span className={styles.quiet}>{[each.person?.name ?? each.actor.name, each.note].filter(Boolean).join(" · ")}</span>
              {books && (
                <Button type="text" size="small" aria-label={t("booking.reverse.label", { what })} onClick={() => { reverse(each.booking, what); }}>
                  {t("booking.reverse")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {sums.length > 0 && <p className={styles.sum}>{t("booking.sum", { sums: speech.list(sums) })}</p>}
    </Panel>
  );
}
