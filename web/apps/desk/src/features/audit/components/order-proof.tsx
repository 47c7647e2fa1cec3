import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { saveFile } from "@gongdan/ui/save-file";
import { useQuery } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { Link } from "react-router";
import { proofQuery } from "../api/log";
import { summaryOf } from "../model/bundle";
import styles from "./proof-page.module.css";

/** The proof bundle of one order: what is in it, and the file to keep and to check. */
export function OrderProof({ order }: { readonly order: string }) {
  const { t } = useSpeech();
  const proof = useQuery(proofQuery(order));
  if (proof.isPending) return <Spin description={t("proof.order.making")} />;
  if (proof.isError) {
    return (
      <ProblemNote error={proof.error}>
        <p>
          <Button onClick={() => void proof.refetch()}>{t("app.retry")}</Button>
        </p>
      </ProblemNote>
    );
  }
  const summary = summaryOf(proof.data);
  return (
    <>
      {summary && (
        <Note tone="good" title={t("proof.order.made", { events: summary.events, size: summary.size })}>
          <p>{t("proof.order.origin", { origin: summary.origin })}</p>
        </Note>
      )}
      <div className={styles.files}>
        <Button type="primary" onClick={() => saveFile(`${order}.proof.json`, proof.data, "application/json")}>
          {t("proof.order.save")}
        </Button>
        <Link to={`/orders/${order}`}>{t("proof.order.open")}</Link>
        <Link to={`/audit?kind=order&thing=${order}`}>{t("proof.order.trail")}</Link>
      </div>
    </>
  );
}
