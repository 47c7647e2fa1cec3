import type { Bag } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { Note } from "@gongdan/ui/note";
import { Button, Flex } from "antd";
import { bodyDifferences } from "../../model/body-differences";
import type { Draft, DraftAct } from "../../model/draft";
import styles from "./studio.module.css";

interface Props {
  readonly draft: Draft;
  readonly act: (act: DraftAct) => void;
}

/** Somebody else saved meanwhile: what he changed, and which of the two shall stand; the other one is never lost. */
export function ConflictNote({ draft, act }: Props) {
  const { t } = useSpeech();
  if (!draft.theirs) return null;
  const changed = bodyDifferences(draft.saved as unknown as Bag, draft.theirs.bundle as unknown as Bag);
  return (
    <div className={styles.conflict}>
      <Note tone="warn" title={t("studio.conflict")} urgent>
        <p>{t("studio.conflict.detail")}</p>
        <DiffView differences={changed} />
        <Flex gap="small" wrap>
          <Button type="primary" onClick={() => act({ kind: "take", label: t("studio.conflict.taken") })}>
            {t("studio.conflict.take")}
          </Button>
          <Button onClick={() => act({ kind: "keep" })}>{t("studio.conflict.keep")}</Button>
        </Flex>
      </Note>
    </div>
  );
}
