import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { type Alikes, alikeQuery, useLink } from "../api/alike";
import { onceDone } from "../model/once-done";
import styles from "./alike.module.css";
import { UrgencyProposal } from "./urgency-proposal";

interface Props {
  readonly order: { readonly id: string; readonly version: number };
  /** What the reader may do. */
  readonly actions: readonly string[];
}

/** Beside an order: what is probably the same, what was done about similar ones, how urgent it seems. */
export function Alike({ order, actions }: Props) {
  const { data, error } = useQuery(alikeQuery(order.id, order.version));
  if (error) return <ProblemNote error={error} />;
  if (!data) return null;
  return (
    <>
      {data.proposed && actions.includes("order.amend") && <UrgencyProposal key={data.version} found={data} proposed={data.proposed} />}
      {data.same.map((each) => (
        <Same key={each.id} order={order.id} other={each} mayLink={actions.includes("order.link")} />
      ))}
      {data.solved.length > 0 && <Solved solved={data.solved} />}
    </>
  );
}

interface SameProps {
  readonly order: string;
  readonly other: Alikes["same"][number];
  readonly mayLink: boolean;
}

function Same({ order, other, mayLink }: SameProps) {
  const { t } = useSpeech();
  const tell = useTell();
  const link = useLink(order);
  const { id, number, title } = other;
  const tie = () => {
    onceDone(link.mutateAsync({ to: id, linked: true }), () => {
      tell(t("alike.linked", { number }), () => link.mutateAsync({ to: id, linked: false }));
    });
  };
  useShortcuts(mayLink ? { l: tie } : {});
  return (
    <section className={styles.same} aria-label={t("alike.same", { number })}>
      <p className={styles.line}>
        <span>{t("alike.same", { number })}</span>
        <Link to={`/orders/${id}`}>{title}</Link>
        <When at={other.reported_at} />
      </p>
      {link.error && <ProblemNote error={link.error} />}
      {mayLink && (
        <Button size="small" loading={link.isPending} onClick={tie}>
          {t("alike.link", { number })}
        </Button>
      )}
    </section>
  );
}

function Solved({ solved }: { readonly solved: Alikes["solved"] }) {
  const { t } = useSpeech();
  return (
    <section aria-label={t("alike.solved")}>
      <h3 className={styles.title}>{t("alike.solved")}</h3>
      <ul className={styles.list}>
        {solved.map(({ id, number, title, what, by, at }) => (
          <li key={id}>
            <Link to={`/orders/${id}`}>
              {number} {title}
            </Link>
            <p className={styles.done}>
              {what || t("alike.nothing")}
              {by && ` · ${by}`} {at && <When at={at} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
