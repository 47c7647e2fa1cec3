import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { type Inbound, inboundQuery } from "../api/inbounds";
import { InboundActs } from "./inbound-acts";
import { InboundArrivals } from "./inbound-arrivals";
import { InboundSample } from "./inbound-sample";
import styles from "./webhook.module.css";

interface Props {
  readonly id: string;
  readonly mayChange: boolean;
  readonly mayTry: boolean;
}

/** One inbound: where callers post to, what it makes of a sample, what came in last. */
export function InboundDetail({ id, mayChange, mayTry }: Props) {
  const { t } = useSpeech();
  const inbound = useQuery(inboundQuery(id));
  const back = <Link to="/inbounds">{t("inbounds.back")}</Link>;
  return (
    <PageFrame title={inbound.data?.name ?? t("inbounds.title")} back={back}>
      {inbound.isPending && <Skeleton active title={false} />}
      {inbound.isError && <ProblemNote error={inbound.error} />}
      {inbound.data && (
        <>
          {mayChange && <InboundActs inbound={inbound.data} />}
          <Facts inbound={inbound.data} />
          {mayTry && <InboundSample id={id} />}
          <InboundArrivals id={id} />
        </>
      )}
    </PageFrame>
  );
}

function Facts({ inbound }: { readonly inbound: Inbound }) {
  const { t } = useSpeech();
  const { key, path, does, proof, secrets, key_at, tolerance, per_minute, most_bytes, active } = inbound;
  const what = does.kind === "start" ? t("inbounds.does.start.of", { definition: does.definition }) : t("inbounds.does.advance.of", { message: does.message });
  const facts = [
    [t("inbounds.state"), t(active ? "inbounds.state.on" : "inbounds.state.off")],
    [t("inbounds.address"), `POST ${window.location.origin}${path}`],
    [t("inbounds.key"), key],
    [t("inbounds.does"), what],
    [t("inbounds.takes"), (does.takes ?? []).map(({ to, at, otherwise }) => `${to} ← ${at || JSON.stringify(otherwise)}`).join(", ") || "—"],
    [t("inbounds.proof"), t(`inbounds.proof.${proof}.are`, { n: secrets, seconds: tolerance })],
    [t("inbounds.key_at"), key_at || t("inbounds.key_at.header")],
    [t("inbounds.limits"), t("inbounds.limits.are", { n: per_minute, kb: Math.ceil(most_bytes / 1024) })],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
