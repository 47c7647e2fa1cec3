import type { OrderDetail, Signature } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useMutation } from "@tanstack/react-query";
import { Button, Rate } from "antd";
import { copyOf } from "../../api/sign";
import { pathOf } from "../../model/evidence";
import { EvidenceDialog } from "../evidence/evidence-dialog";
import type { PanelProps } from "../order/order-panel";
import { CopySheet } from "./copy-sheet";
import styles from "./sign.module.css";

/** What the customer said of the work: his rating, and under which text he put his name. */
export function SignedPanel({ order }: PanelProps) {
  const { t } = useSpeech();
  const { signatures, rating, rating_note: note, unanswered_days: days } = order;
  const copy = useMutation({ mutationFn: (index: number) => copyOf(order.id, index) });
  if (signatures.length === 0 && rating === null && days === 0) return null;
  return (
    <Panel title={t("links.signed.title")}>
      {rating !== null && (
        <p className={styles.quiet}>
          <Rate disabled value={rating} aria-label={t("links.rated", { n: rating })} /> {t("links.rated", { n: rating })}
        </p>
      )}
      {note && <p>{note}</p>}
      {days > 0 && <p className={styles.quiet}>{t("links.unanswered", { n: days })}</p>}
      {signatures.map((each, index) => (
        <SignedLine key={each.digest} order={order} signed={each}>
          <Button size="small" loading={copy.isPending && copy.variables === index} onClick={() => copy.mutate(index)}>
            {t("sign.copy.show")}
          </Button>
        </SignedLine>
      ))}
      {copy.error && <ProblemNote error={copy.error} />}
      {copy.data && (
        <EvidenceDialog wide title={t("sign.copy.title")} onClose={copy.reset}>
          <CopySheet copy={copy.data} />
        </EvidenceDialog>
      )}
    </Panel>
  );
}

interface LineProps {
  readonly order: OrderDetail;
  readonly signed: Signature;
  readonly children: React.ReactNode;
}

function SignedLine({ order, signed, children }: LineProps) {
  const { t } = useSpeech();
  const { signer, picture, outdated, version, digest } = signed;
  return (
    <div className={styles.signed} data-order={order.number}>
      <span>{t("links.signed.by", { who: signer || t("links.signed.hidden") })}</span>
      {picture && <img className={styles.drawn} loading="lazy" src={pathOf(picture)} alt={t("sign.drawn")} />}
      <span className={styles.quiet}>{t("links.signed.over", { version, digest: digest.slice(0, 16) })}</span>
      {outdated && <span className={styles.quiet}>{t("links.signed.outdated")}</span>}
      <span>{children}</span>
    </div>
  );
}
