import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { type PilotCategory, unitsQuery, useGoBack, useGoLive } from "../api/pilots";
import { onceDone } from "../model/once-done";
import { inPercent, percent } from "../model/shares";
import { PilotAdvice } from "./pilot-advice";
import styles from "./pilot-card.module.css";
import { PilotForm } from "./pilot-form";
import { PilotTable } from "./pilot-table";

interface Props {
  readonly type: string;
  readonly found: PilotCategory;
  readonly name: string;
}

const modes = ["manual", "pool", "recommend", "automatic", "pilot"] as const;

/** One category: how it is given out now, what would come of it by itself, and the one act that is due. */
export function PilotCard({ type, found, name }: Props) {
  const { t } = useSpeech();
  const { policy, advice, agreement } = found;
  const mode = modes.find((each) => each === policy.mode) ?? "recommend";
  const live = mode === "automatic" && policy.category === found.category;
  return (
    <li className={styles.card} aria-label={name}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        <Tag color={mode === "automatic" ? "blue" : "default"}>{t("pilot.mode", { mode: t(`policy.mode.${mode}`) })}</Tag>
        <ScopeTags policy={policy} />
      </div>
      <PilotAdvice found={found} />
      <p className={styles.quiet}>
        {t("pilot.figures", { orders: found.orders, said: found.said, stood: found.stood })}
        {agreement.of > 0 && ` · ${t("pilot.agreement", { share: t("pilot.share", inPercent(agreement)) })}`}
      </p>
      <PilotTable found={found} name={name} />
      {mode === "pilot" && advice.verdict === "advisable" && <LiveButton type={type} found={found} name={name} />}
      {live && <BackButton type={type} found={found} name={name} />}
      {mode !== "pilot" && !live && <StartButton type={type} found={found} name={name} />}
    </li>
  );
}

function ScopeTags({ policy }: { readonly policy: PilotCategory["policy"] }) {
  const { t } = useSpeech();
  const units = useQuery({ ...unitsQuery, enabled: policy.unit !== null });
  return (
    <>
      {policy.share < 100 && <Tag>{t("pilot.scope.share", { share: policy.share })}</Tag>}
      {policy.unit && <Tag>{t("pilot.scope.unit", { unit: units.data?.get(policy.unit) ?? "…" })}</Tag>}
    </>
  );
}

function LiveButton({ type, found, name }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const [live, back] = [useGoLive(type), useGoBack(type)];
  const { category, advice } = found;
  const at = { threshold: percent(advice.threshold) };
  const go = () => {
    onceDone(live.mutateAsync({ category, threshold: advice.threshold }), () => { tell(t("pilot.lived", { name, ...at }), () => back.mutateAsync(category)); });
  };
  return (
    <div className={styles.acts}>
      {live.error && <ProblemNote error={live.error} />}
      <Button type="primary" loading={live.isPending} aria-label={t("pilot.live.label", { name })} onClick={go}>
        {t("pilot.live", at)}
      </Button>
    </div>
  );
}

function BackButton({ type, found, name }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const back = useGoBack(type);
  return (
    <div className={styles.acts}>
      {back.error && <ProblemNote error={back.error} />}
      <Button loading={back.isPending} aria-label={t("pilot.return.label", { name })} onClick={() => { onceDone(back.mutateAsync(found.category), () => { tell(t("pilot.returned", { name })); }); }}>
        {t("pilot.return")}
      </Button>
    </div>
  );
}

function StartButton({ type, found, name }: Props) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  if (open) return <PilotForm type={type} found={found} name={name} onClose={() => { setOpen(false); }} />;
  return (
    <div className={styles.acts}>
      <Button aria-label={t("pilot.start.label", { name })} onClick={() => { setOpen(true); }}>
        {t("pilot.start")}
      </Button>
    </div>
  );
}
