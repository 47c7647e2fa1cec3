import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { type Model, type ModelAct, useDecideModel } from "../../api/learning";
import card from "./card.module.css";

interface Props {
  readonly model: Model["model"];
  readonly version: number;
  /** Whether it decides now; else it is only tried. */
  readonly live: boolean;
  /** The stage that it may go on to, where the gate is open. */
  readonly promoteTo?: "shadow" | "tenth" | "whole" | undefined;
  /** Whether going on now would be sooner than the figures bear out. */
  readonly early?: boolean;
}

/** Lets a version go on, or takes it back: each asked once more, with a reason that is kept. */
export function ModelActs({ model, version, live, promoteTo, early = false }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const [asking, setAsking] = useState<ModelAct>();
  const decide = useDecideModel();
  const close = () => { setAsking(undefined); decide.reset(); };
  const confirm = (reason: string) => {
    if (!asking) return;
    decide.mutate({ act: asking, model, version, reason }, {
      onSuccess: () => {
        close();
        tell(t(asking === "promote" ? "learning.done.promoted" : "learning.done.back"));
      },
    });
  };
  const next = promoteTo === "whole" ? "whole" : "tenth";
  const back = !live ? "learning.back.tried" : model === "triage" ? "learning.back.triage" : "learning.back.live";
  const promote = model === "triage" ? "learning.promote.triage" : (`learning.promote.${next}` as const);
  const title = model === "triage" ? t("learning.promote.triage.title", { version }) : t("learning.promote.title", { version, share: t(`learning.promote.share.${next}`) });
  return (
    <div className={card.acts}>
      {promoteTo && <Button type={early ? "default" : "primary"} onClick={() => { setAsking("promote"); }}>{t(promote)}</Button>}
      <Button onClick={() => { setAsking("roll-back"); }}>{t("learning.back")}</Button>
      {asking === "promote" && (
        <ConfirmAct title={title} act={t(promote)} withReason pending={decide.isPending} error={decide.error} onConfirm={confirm} onClose={close}>
          <p>{t(early ? "learning.promote.triage.early" : model === "triage" ? "learning.promote.triage.detail" : "learning.promote.detail")}</p>
        </ConfirmAct>
      )}
      {asking === "roll-back" && (
        <ConfirmAct title={t("learning.back.title", { model: t(`learning.model.${model}`), version })} act={t("learning.back")} danger withReason pending={decide.isPending} error={decide.error} onConfirm={confirm} onClose={close}>
          <p>{t(back)}</p>
        </ConfirmAct>
      )}
    </div>
  );
}
