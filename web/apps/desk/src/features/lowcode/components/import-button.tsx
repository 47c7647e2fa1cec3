import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { definitionsQuery, keepDraft, useSend } from "../api/definitions";
import styles from "./definitions.module.css";

/** Takes a bundle from a file and keeps it as a draft; nothing is published by it. */
export function ImportButton() {
  const { t } = useSpeech();
  const tell = useTell();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const known = useQuery(definitionsQuery);
  const keep = useSend(
    async (file: File) => {
      const drafts = (known.data ?? []).flatMap(({ key, draft_edition }) =>
        draft_edition === null ? [] : ([[key, draft_edition]] as const),
      );
      return keepDraft(await file.text(), new Map(drafts));
    },
    (key) => {
      tell(t("types.imported"));
      void navigate(`/order-types/${key}`);
    },
  );
  const unreadable = keep.error instanceof SyntaxError;
  return (
    <div className={styles.import}>
      <Button loading={keep.isPending} onClick={() => picker.current?.click()}>
        {t("types.import")}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t("types.import")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) keep.mutate(file);
        }}
      />
      {unreadable && <p role="alert">{t("types.import.unreadable")}</p>}
      {keep.error && !unreadable && <ProblemNote error={keep.error} />}
    </div>
  );
}
