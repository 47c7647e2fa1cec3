import { unreachable } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { type Draft, isUnsaved } from "../../model/draft";
import styles from "./studio.module.css";

type State = "untouched" | "saved" | "saving" | "waiting" | "failed" | "contested";

/** How the document stands to what the server has. */
function stateOf(draft: Draft): State {
  if (draft.clashes) return "contested";
  if (draft.trouble) return "failed";
  if (draft.sending) return "saving";
  if (isUnsaved(draft)) return "waiting";
  return draft.edition === 0 ? "untouched" : "saved";
}

/** Says whether what stands here is saved; if not, why, what was kept, and how to try again. */
export function SavedState({ draft, onSave }: { readonly draft: Draft; readonly onSave: () => void }) {
  const { t } = useSpeech();
  const state = stateOf(draft);
  const { trouble } = draft;
  const why = trouble?.code === unreachable ? t("studio.state.unreachable") : (trouble?.body.detail ?? "");
  return (
    <span className={styles.state} data-state={state} role="status">
      {state === "failed" ? t("studio.state.failed", { why }) : t(`studio.state.${state}`)}
      {state === "failed" && (
        <Button type="link" size="small" onClick={onSave}>
          {t("studio.again")}
        </Button>
      )}
    </span>
  );
}
