import { Problem } from "@gongdan/api/problem";
import type { Me, OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SecretOnce } from "@gongdan/ui/secret-once";
import { When } from "@gongdan/ui/when";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { type CustomerLink, issueLink, linksQuery, type OpenedLink, type Purpose, revokeLink } from "../api/links";
import styles from "./links-panel.module.css";

interface Props {
  readonly order: OrderDetail;
  readonly me: Me;
}

/** Who follows this order by a link: issue one (address and QR code are shown once), revoke, see its last use. */
export function LinksPanel({ order, me }: Props) {
  const { t, locale } = useSpeech();
  const client = useQueryClient();
  const [opened, setOpened] = useState<OpenedLink>();
  const links = useQuery(linksQuery(order.id));
  const again = () => client.invalidateQueries({ queryKey: linksQuery(order.id).queryKey });
  const issue = useMutation({
    mutationFn: (purpose: Purpose) => issueLink(order.id, purpose, locale),
    onSuccess: async (made) => {
      setOpened(made);
      await again();
    },
  });
  const problem = issue.error ?? links.error;
  const may = (action: string) => me.actions.includes(action);
  const mine = (links.data ?? []).filter(({ purpose }) => purpose === "follow" || purpose === "look");
  // the right ends somewhere, at other units for one: then this order's links are not for the reader
  if (links.error instanceof Problem && links.error.code === "link_not_allowed") return null;
  return (
    <section className={styles.panel} aria-labelledby="links-title">
      <h2 id="links-title" className={styles.title}>
        {t("links.title")}
      </h2>
      {opened && (
        <>
          <SecretOnce title={t("links.new")} secret={opened.url} />
          <img className={styles.qr} alt={t("links.qr")} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(opened.qr)}`} />
        </>
      )}
      {problem && <ProblemNote error={problem} />}
      {mine.length === 0 && !links.isPending && <p className={styles.quiet}>{t("links.none")}</p>}
      <ul className={styles.list}>
        {mine.map((link) => (
          <LinkLine key={link.id} link={link} mayRevoke={may("link.revoke")} onRevoked={again} />
        ))}
      </ul>
      {may("link.issue") && (
        <div className={styles.acts}>
          <Button loading={issue.isPending} onClick={() => issue.mutate("follow")}>
            {t("links.issue.follow")}
          </Button>
          <Button loading={issue.isPending} onClick={() => issue.mutate("look")}>
            {t("links.issue.look")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface LineProps {
  readonly link: CustomerLink;
  readonly mayRevoke: boolean;
  readonly onRevoked: () => Promise<void>;
}

function LinkLine({ link, mayRevoke, onRevoked }: LineProps) {
  const { t, day } = useSpeech();
  const revoke = useMutation({ mutationFn: () => revokeLink(link.id), onSuccess: onRevoked });
  const over = link.revoked_at !== null;
  return (
    <li className={styles.line} data-over={over}>
      <span>
        {t(link.purpose === "look" ? "links.look" : "links.follow")} · {t(link.origin === "report" ? "links.by.report" : link.origin === "recovery" ? "links.by.recovery" : "links.by.staff")}
      </span>
      <span className={styles.quiet}>
        {over ? t("links.revoked") : t("links.until", { day: day(new Date(link.expires_at)) })}
        {" · "}
        {link.used_at ? <When at={link.used_at} /> : t("links.unused")}
      </span>
      {mayRevoke && !over && (
        <Popconfirm title={t("links.revoke.sure")} okText={t("links.revoke")} cancelText={t("links.keep")} onConfirm={() => revoke.mutate()}>
          <Button size="small" danger loading={revoke.isPending}>
            {t("links.revoke")}
          </Button>
        </Popconfirm>
      )}
    </li>
  );
}
