import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import type { Checked } from "../../api/definitions";
import { Findings } from "../studio/findings-panel";

interface Props {
  readonly checked: Checked;
  readonly onGo: (place: string) => void;
}

/** What keeps the draft from being published, and what to look at again; each leads to its place. */
export function ChecksPanel({ checked: { findings, doubts }, onGo }: Props) {
  const { t } = useSpeech();
  const sound = findings.length === 0;
  return (
    <>
      <Note tone={sound ? "good" : "warn"} title={sound ? t("publish.check.good") : t("publish.check.bad", { n: findings.length })}>
        <Findings findings={findings} onGo={onGo} />
      </Note>
      {doubts.length > 0 && (
        <Note tone="info" title={t("publish.doubts")}>
          <Findings findings={doubts} onGo={onGo} />
        </Note>
      )}
    </>
  );
}
