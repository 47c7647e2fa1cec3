import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { useReasons } from "./use-reasons";
import card from "./card.module.css";

/** What the models are made from, and what is never in them. */
export function Inputs({ inputs }: { readonly inputs: readonly string[] }) {
  const { t, list } = useSpeech();
  const { name } = useReasons();
  return (
    <Panel title={t("learning.inputs")}>
      <div className={card.card}>
        <p className={card.text}>{t("learning.inputs.weights", { reasons: list(inputs.map(name)) })}</p>
        <p className={card.text}>{t("learning.inputs.triage")}</p>
        <p className={card.text}>{t("learning.inputs.never")}</p>
      </div>
    </Panel>
  );
}
