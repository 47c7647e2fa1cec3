import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { type Act, type ModelLine, useMove } from "../api/models";
import styles from "./models.module.css";

const order = ["live", "pilot", "checking", "out", "deleted"] as const;
const ends: readonly Act[] = ["out", "deleted"];

/** What can be done with a model now: each asked once more with a reason that is kept; a check at once. */
export function ModelActs({ model }: { readonly model: ModelLine }) {
  const { t } = useSpeech();
  const tell = useTell();
  const move = useMove(model.id);
  const [asking, setAsking] = useState<Exclude<Act, "checking">>();
  const close = () => { setAsking(undefined); move.reset(); };
  const go = (act: Act, reason: string) => {
    move.mutate({ act, reason }, { onSuccess: () => { close(); tell(t(`models.done.${act}`)); } });
  };
  const words = (act: Act) => t(act === "pilot" && model.state === "live" ? "models.act.silence" : `models.act.${act}`);
  const detail = (act: Exclude<Act, "checking">) => (act !== "deleted" && model.task === "scoring" ? t(`models.act.${act}.scoring`) : t(`models.act.${act}.detail`));
  const acts = order.filter((each) => model.offered.includes(each));
  return (
    <div className={styles.acts}>
      {!asking && move.error && <ProblemNote error={move.error} />}
      {acts.map((act, at) => (
        <Button key={act} type={at === 0 && !ends.includes(act) ? "primary" : "default"} danger={act === "deleted"} loading={move.isPending && act === "checking"} onClick={() => { if (act === "checking") go(act, ""); else setAsking(act); }}>
          {words(act)}
        </Button>
      ))}
      {asking && (
        <ConfirmAct title={t(`models.act.${asking}.title`, { model: `${model.name}@${model.version}` })} act={words(asking)} danger={ends.includes(asking)} final={asking === "deleted"} withReason pending={move.isPending} error={move.error} onConfirm={(reason) => { go(asking, reason); }} onClose={close}>
          <p className={styles.text}>{detail(asking)}</p>
        </ConfirmAct>
      )}
    </div>
  );
}
