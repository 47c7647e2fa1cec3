import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SecretOnce } from "@gongdan/ui/secret-once";
import { useTell } from "@gongdan/ui/told";
import { Button, Flex } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { changeInbound, type Inbound, type InboundChange, removeInbound, rotateInbound, useInboundSend } from "../api/inbounds";
import { changeOf, enteredOf } from "../model/inbound";
import { InboundForm } from "./inbound-form";

/** For how long the secret before is good beside a new one, in hours. */
const overlap = 24;

/** What can be done with an inbound. */
export function InboundActs({ inbound }: { readonly inbound: Inbound }) {
  const { t } = useSpeech();
  const tell = useTell();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"edit" | "rotate" | "remove">();
  const done = () => setAsked(undefined);
  const change = useInboundSend(
    (body: InboundChange) => changeInbound(inbound, body),
    () => {
      done();
      tell(t("inbounds.changed"));
    },
  );
  const rotate = useInboundSend((id: string) => rotateInbound(id, overlap), done);
  const remove = useInboundSend(removeInbound, () => void navigate("/inbounds"));
  return (
    <>
      {rotate.data && <SecretOnce title={t("inbounds.secret", { name: inbound.name })} secret={rotate.data.secret} />}
      <Flex wrap gap="small">
        <Button onClick={() => setAsked("edit")}>{t("inbounds.edit")}</Button>
        <Button onClick={() => setAsked("rotate")}>{t("inbounds.rotate")}</Button>
        <Button loading={change.isPending && !asked} onClick={() => change.mutate({ active: !inbound.active })}>
          {t(inbound.active ? "inbounds.switch.off" : "inbounds.switch.on")}
        </Button>
        <Button onClick={() => setAsked("remove")}>{t("inbounds.remove")}</Button>
      </Flex>
      {change.error && !asked && <ProblemNote error={change.error} />}
      {asked === "edit" && (
        <InboundForm
          title={t("inbounds.edit")}
          before={enteredOf(inbound)}
          isNew={false}
          pending={change.isPending}
          error={change.error}
          onSend={(entered) => change.mutate(changeOf(entered))}
          onClose={() => {
            change.reset();
            done();
          }}
        />
      )}
      {asked === "rotate" && (
        <ConfirmAct title={t("inbounds.rotate")} act={t("inbounds.rotate")} final pending={rotate.isPending} error={rotate.error}
          onConfirm={() => rotate.mutate(inbound.id)} onClose={done}>
          <p>{t("inbounds.rotate.detail", { hours: overlap })}</p>
        </ConfirmAct>
      )}
      {asked === "remove" && (
        <ConfirmAct title={t("inbounds.remove.title", { name: inbound.name })} act={t("inbounds.remove")} danger final pending={remove.isPending}
          error={remove.error} onConfirm={() => remove.mutate(inbound.id)} onClose={done}>
          <p>{t("inbounds.remove.detail")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
