import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { saveFile } from "@gongdan/ui/save-file";
import { useQuery } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { Link } from "react-router";
import { checkQuery, proofQuery } from "../api/log";
import { ProofSteps } from "./proof-steps";
import styles from "./proof-page.module.css";

interface Props {
  readonly order: string;
  readonly tenant: string;
}

/** The proof bundle of one order: checked here step by step, and the file to keep and to check elsewhere. */
export function OrderProof({ order, tenant }: Props) {
  const { t } = useSpeech();
  const proof = useQuery(proofQuery(order));
  const checked = useQuery({ ...checkQuery(order, proof.data ?? ""), enabled: proof.isSuccess });
  if (proof.isPending) return <Spin description={t("proof.order.making")} />;
  if (proof.isLoadingError) {
    return (
      <ProblemNote error={proof.error}>
        <p>
          <Button onClick={() => void proof.refetch()}>{t("app.retry")}</Button>
        </p>
      </ProblemNote>
    );
  }
  return (
    <>
      {checked.isPending && <Spin description={t("proofstep.doing")} />}
      {checked.error && <ProblemNote error={checked.error} />}
      {checked.data && <ProofSteps {...checked.data} order={order} tenant={tenant} />}
      <div className={styles.files}>
        <Button onClick={() => void proof.refetch()} loading={proof.isFetching}>
          {t("proved.again")}
        </Button>
        <Button type="primary" onClick={() => saveFile(`${order}.proof.json`, proof.data, "application/json")}>
          {t("proof.order.save")}
        </Button>
        <Link to={`/orders/${order}`}>{t("proof.order.open")}</Link>
        <Link to={`/audit?kind=order&thing=${order}`}>{t("proof.order.trail")}</Link>
      </div>
    </>
  );
}
