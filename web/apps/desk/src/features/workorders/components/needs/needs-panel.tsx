import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Fact, Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { visitQuery } from "../../api/get-visit";
import type { PanelProps } from "../order/order-panel";
import { NeedsForm } from "./needs-form";
import styles from "./needs-panel.module.css";

/** When somebody comes, for how long, with which tools and parts; whoever gives work out says it here. */
export function NeedsPanel({ order }: PanelProps) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const facts = useNeedsFacts(order);
  const says = order.beside.may.includes("schedule");
  const known = facts.some(({ value }) => Boolean(value));
  if (!says && !known) return null;
  return (
    <Panel
      title={t("onsite.title")}
      acts={says && !open && (
        <Button size="small" onClick={() => { setOpen(true); }}>
          {t(known ? "onsite.change" : "onsite.set")}
        </Button>
      )}
    >
      {open ? <NeedsForm order={order} onClose={() => { setOpen(false); }} /> : <Facts facts={facts} />}
      {!open && !known && <p className={styles.quiet}>{t("onsite.none")}</p>}
    </Panel>
  );
}

/** What is known of the work; without an appointment, when the day plan lets somebody come. */
function useNeedsFacts(order: OrderDetail): readonly Fact[] {
  const { t, between } = useSpeech();
  const { appointment, minutes, tools, parts } = order.beside.needs;
  const visit = useQuery({ ...visitQuery(order.id), enabled: appointment === null && !order.ended });
  const when = (at: { begins: string; ends: string; zone: string }) => between(new Date(at.begins), new Date(at.ends), at.zone);
  return [
    { name: t("onsite.appointment"), value: appointment && when(appointment) },
    { name: t("onsite.visit"), value: visit.data && <Planned when={when(visit.data)} /> },
    { name: t("onsite.minutes"), value: minutes !== null && t("onsite.minutes.value", { n: minutes }) },
    { name: t("onsite.tools"), value: tools.join(" · ") },
    {
      name: t("onsite.parts"),
      value: parts.length > 0 && (
        <ul className={styles.parts}>
          {parts.map((part) => (
            <li key={part.code}>{t("onsite.part", { ...part })}</li>
          ))}
        </ul>
      ),
    },
  ];
}

function Planned({ when }: { readonly when: string }) {
  const { t } = useSpeech();
  return (
    <>
      {when} <span className={styles.quiet}>{t("onsite.visit.hint")}</span>
    </>
  );
}
