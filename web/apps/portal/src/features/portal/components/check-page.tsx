import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useState } from "preact/hooks";
import { ask, type Check } from "../api/client";
import style from "./copy-sheet.module.css";
import { Card, Heading, Note, ProblemNote, Quiet } from "./parts";
import { useSending } from "./use-sending";

/** What the QR code of a copy leads to: what was signed, and how far it is proven. */
export function CheckPage({ token }: { readonly token: string }) {
  const { t, moment } = useSpeech();
  const [found, setFound] = useState<Check>();
  const asking = useSending();
  useEffect(() => void asking.run(async () => setFound(await ask<Check>("GET", "/signature-check", { token }))), [token]);
  return (
    <>
      <Heading>{t("portal.check.title")}</Heading>
      <ProblemNote problem={asking.problem} />
      {!found && asking.busy && <Quiet>{t("portal.loading")}</Quiet>}
      {found && (
        <>
          <Note kind={found.outdated ? "warn" : "good"}>
            <strong>{t(found.outdated ? "portal.check.outdated" : "portal.check.stands")}</strong>
            <p>{proofWords(found, t, moment)}</p>
          </Note>
          <Card title={`${found.tenant} · ${found.number}`}>
            <p class={style["text"]} lang={found.language}>
              {found.text}
            </p>
            <dl class={style["facts"]}>
              <dt>{t("portal.copy.when")}</dt>
              <dd>{moment(new Date(found.signed_at))}</dd>
              <dt>{t("portal.check.how")}</dt>
              <dd>{t(found.drawn ? "portal.check.drawn" : "portal.check.typed")}</dd>
              <dt>{t("portal.copy.digest")}</dt>
              <dd class={style["digest"]}>{found.digest}</dd>
            </dl>
            <Quiet>{t("portal.check.compare")}</Quiet>
          </Card>
        </>
      )}
    </>
  );
}

type Speech = ReturnType<typeof useSpeech>;

function proofWords(found: Check, t: Speech["t"], moment: Speech["moment"]): string {
  if (found.checkpoint_size !== null && found.checkpoint_at !== null) {
    return t("portal.check.signed_log", { position: found.position ?? 0, size: found.checkpoint_size, at: moment(new Date(found.checkpoint_at)) });
  }
  return t(found.position === null ? "portal.check.recorded" : "portal.check.placed");
}
