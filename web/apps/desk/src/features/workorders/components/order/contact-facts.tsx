import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Masked } from "@gongdan/ui/masked";
import { RevealButton } from "@gongdan/ui/reveal-button";
import { useReveal } from "@gongdan/ui/use-reveal";
import { InClear, useMayReveal } from "@gongdan/ui/watermark";
import styles from "./facts-panel.module.css";

const fields = ["contact.name", "contact.phone", "contact.email"];

interface ContactProps {
  readonly order: OrderDetail;
  readonly contact: NonNullable<OrderDetail["contact"]>;
}

/** Whom to call; masked for everybody but the person, shown whole for a reason and a while. */
export function Contact({ order, contact }: ContactProps) {
  const { t } = useSpeech();
  const mayReveal = useMayReveal();
  const reveal = useReveal({ kind: "order", id: order.id }, fields);
  const open = reveal.shown?.values;
  const whole = contact.view === "full" || open !== undefined;
  const name = open?.["contact.name"] ?? contact.name;
  const phone = open?.["contact.phone"] ?? contact.phone;
  const email = open?.["contact.email"] ?? contact.email;
  return (
    <>
      {contact.view === "full" && <InClear />}
      {name && <div>{name}</div>}
      {phone && <div>{whole ? <a href={`tel:${phone}`}>{phone}</a> : phone}</div>}
      {email && <div>{whole ? <a href={`mailto:${email}`}>{email}</a> : email}</div>}
      {!whole && !mayReveal && <div className={styles.quiet}>{t("contact.masked")}</div>}
      {contact.view === "masked" && mayReveal && (
        <div className={styles.reveal}>
          <RevealButton reveal={reveal} what={t("fact.contact")} />
        </div>
      )}
    </>
  );
}

interface AddressProps {
  readonly order: OrderDetail;
  readonly address: string;
}

/** Where it is: to the district, and to the door for who has to go there. */
export function Address({ order, address }: AddressProps) {
  const { t } = useSpeech();
  if (order.contact?.view === "full" || !address.includes("****")) return address;
  const thing = { kind: "order", id: order.id } as const;
  return <Masked thing={thing} field="location.address" label={t("fact.address")} value={address} />;
}
