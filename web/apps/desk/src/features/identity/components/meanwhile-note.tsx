import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import type { Difference } from "@gongdan/ui/difference";
import { Note } from "@gongdan/ui/note";
import { Button } from "antd";

interface Props {
  readonly differences: readonly Difference[];
  readonly onTake: () => void;
}

/** Somebody else saved while this was open: what he changed, and how to go on from there. */
export function MeanwhileNote({ differences, onTake }: Props) {
  const { t } = useSpeech();
  return (
    <Note tone="warn" title={t("meanwhile.title")} urgent>
      <DiffView differences={differences} />
      <p>
        <Button onClick={onTake}>{t("meanwhile.take")}</Button>
      </p>
    </Note>
  );
}
