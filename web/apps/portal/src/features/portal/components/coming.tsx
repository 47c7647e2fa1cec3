import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useState } from "preact/hooks";
import { ask, type Coming as Told, type Order } from "../api/client";
import { Note, Quiet } from "./parts";

const pause = 60_000;

interface Props {
  readonly token: string;
  readonly order: Order;
}

/** When somebody comes: as it was agreed, else as the day plan that holds says it. */
export function Coming({ token, order }: Props) {
  const { t, between } = useSpeech();
  const agreed = order.ended ? null : order.beside.needs.appointment;
  const planned = usePlanned(token, order, agreed === null && order.status === "open");
  const at = agreed ?? planned;
  if (!at) return null;
  const when = between(new Date(at.begins), new Date(at.ends), at.zone);
  if (agreed && new Date(at.ends) < new Date()) return null;
  return (
    <Note>
      <strong>{t(agreed ? "portal.follow.agreed" : "portal.follow.planned", { when })}</strong>
      {!agreed && <Quiet>{t("portal.follow.planned.hint")}</Quiet>}
    </Note>
  );
}

/** The hour that a plan gives, asked again now and then: plans change and orders need not. */
function usePlanned(token: string, { id, version }: Order, wanted: boolean): Told["visit"] {
  const [visit, setVisit] = useState<Told["visit"]>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const look = async () => {
      // no time is shown where none can be had: the page says all else without it
      const found = await ask<Told>("GET", `/orders/${id}/visit`, { token }).catch(() => ({ visit: null }));
      setVisit(found.visit);
    };
    void look();
    const timer = setInterval(() => void look(), pause);
    return () => clearInterval(timer);
  }, [token, id, version, wanted]);
  return wanted ? visit : null;
}
