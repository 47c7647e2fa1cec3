import type { Problem } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { toServer } from "@gongdan/upload/carrier";
import { type Standing, Upload } from "@gongdan/upload/upload";
import { Button } from "antd";
import { useRef, useState } from "react";
import { type ImportRun, type Target, useBegin } from "../api/imports";
import styles from "./imports.module.css";

interface Props {
  readonly target: Target;
  readonly onBegun: (run: ImportRun) => void;
}

/** Takes a table from this computer: it goes on by itself after a lost line, and is read on the server. */
export function UploadTable({ target, onBegun }: Props) {
  const { t } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [standing, setStanding] = useState<Standing>();
  const begin = useBegin(onBegun);
  const send = async (source: File) => {
    begin.reset();
    const file = await new Upload(source, { carrier: toServer, onChange: setStanding }).run();
    if (file) begin.mutate({ file: file.id, target });
  };
  const problem: Problem | Error | null | undefined = standing?.problem ?? begin.error;
  const busy = begin.isPending || (standing !== undefined && !["done", "failed", "cancelled"].includes(standing.phase));
  return (
    <>
      <div className={styles.acts}>
        <Button type="primary" loading={busy} onClick={() => input.current?.click()}>
          {t("imports.choose")}
        </Button>
        <span className={styles.quiet}>{t("imports.limits")}</span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.csv"
          aria-label={t("imports.choose")}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file) void send(file);
          }}
        />
      </div>
      {busy && standing && <progress aria-label={t("imports.uploading")} max={standing.size} value={standing.sent} />}
      {problem && <ProblemNote error={problem} />}
    </>
  );
}
