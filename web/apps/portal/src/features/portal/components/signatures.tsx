import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { ask, type Copy, type Order } from "../api/client";
import { CopySheet } from "./copy-sheet";
import { Button, Card, Note, ProblemNote, Quiet } from "./parts";
import style from "./parts.module.css";
import { useSending } from "./use-sending";

interface SignaturesProps {
  readonly token: string;
  readonly order: Order;
}

/** What was signed, and a copy of it that anybody can check. */
export function Signatures({ token, order }: SignaturesProps) {
  const { t } = useSpeech();
  const [copy, setCopy] = useState<Copy>();
  const sending = useSending();
  if (order.signatures.length === 0) return null;
  const take = (signature: number) =>
    sending.run(async () => setCopy(await ask<Copy>("POST", `/orders/${order.id}/copies`, { token, body: { signature } })));
  return (
    <Card title={t("portal.signed.title")}>
      {order.signatures.map((each, index) => (
        <div key={each.digest} class={style["stack"]}>
          <p>{t("portal.signed.by", { who: each.signer || t("portal.signed.somebody") })}</p>
          {each.outdated && <Note kind="warn">{t("portal.signed.outdated")}</Note>}
          <Button busy={sending.busy} onPress={() => void take(index)}>
            {t("portal.signed.copy")}
          </Button>
        </div>
      ))}
      {order.rating !== null && <Quiet>{t("portal.signed.rated", { n: order.rating })}</Quiet>}
      <ProblemNote problem={sending.problem} />
      {copy && <CopySheet copy={copy} />}
    </Card>
  );
}
