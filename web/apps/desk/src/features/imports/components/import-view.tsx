import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type ImportRun, useRun } from "../api/imports";
import { FaultTable } from "./fault-table";
import { ImportProgress } from "./import-progress";
import styles from "./imports.module.css";
import { MappingForm } from "./mapping-form";

/** One import on its way: which column is what, what a check found, how far the run is. */
export function ImportView({ run }: { readonly run: ImportRun }) {
  const { t } = useSpeech();
  const [sure, setSure] = useState(false);
  const start = useRun(run.id);
  const { state, made, refused } = run;
  const working = state === "checking" || state === "running";
  const looked = state !== "draft" && state !== "failed";
  return (
    <>
      {state === "failed" && <Note tone="broken" urgent title={t("imports.failed")} />}
      {state === "done" && (
        <Note tone="good" title={t("imports.done", { made })}>
          <p>
            <Link to="/orders">{t("imports.to.orders")}</Link>
          </p>
        </Note>
      )}
      {looked && <ImportProgress run={run} />}
      {start.error && <ProblemNote error={start.error} />}
      {looked && !working && (
        <div className={styles.acts}>
          {state === "checked" && (
            <Button type="primary" disabled={made === 0} onClick={() => setSure(true)}>
              {t("imports.run", { made })}
            </Button>
          )}
          {refused > 0 && <a href={`/api/v1/imports/${run.id}/refused`} download>{t("imports.take.refused")}</a>}
        </div>
      )}
      {looked && refused > 0 && <FaultTable run={run} />}
      {!working && state !== "done" && <MappingForm key={run.changed_at} run={run} />}
      {sure && (
        <ConfirmAct
          title={t("imports.run", { made })}
          act={t("imports.run.act")}
          final
          pending={start.isPending}
          error={start.error}
          onClose={() => setSure(false)}
          onConfirm={() => start.mutate(undefined, { onSuccess: () => setSure(false) })}
        >
          {t("imports.run.detail")}
        </ConfirmAct>
      )}
    </>
  );
}
