import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Button } from "antd";
import { useState } from "react";
import { type Rehearsal, useRestart } from "../api/rehearsals";
import { ClockPanel } from "./clock-panel";
import { LogPanel } from "./log-panel";
import styles from "./rehearsal.module.css";
import { StepPanel } from "./step-panel";
import { Track } from "./track";
import { Troubles } from "./troubles";

interface Props {
  readonly seen: Rehearsal;
  readonly onLeave: () => void;
}

/** A trial as it stands: the way it came, the open step as its person sees it, the clock and what happened. */
export function Scene({ seen, onLeave }: Props) {
  const [chosen, choose] = useState(0);
  const step = seen.open.find(({ token }) => token === chosen) ?? seen.open[0];
  return (
    <>
      {seen.newer && <Newer seen={seen} />}
      <div className={styles.scene}>
        <Track seen={seen} at={step?.token} onChoose={choose} />
        <div className={styles.middle}>
          <Troubles of={seen.key} troubles={seen.troubles} />
          <StepPanel key={`${step?.token ?? 0}-${seen.entries}`} seen={seen} step={step} onLeave={onLeave} />
        </div>
        <div className={styles.side}>
          <ClockPanel seen={seen} onLeave={onLeave} />
          <LogPanel seen={seen} />
        </div>
      </div>
    </>
  );
}

/** The draft has changed since: the same steps can be done again by the draft as it is now. */
function Newer({ seen }: { readonly seen: Rehearsal }) {
  const { t } = useSpeech();
  const restart = useRestart(seen.id);
  return (
    <Note tone="info" title={t("rehearsal.newer")}>
      <div className={styles.acts}>
        <Button size="small" loading={restart.isPending} onClick={() => restart.mutate({ newest: true, keep: true })}>
          {t("rehearsal.newer.again")}
        </Button>
      </div>
    </Note>
  );
}
