import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { type ImportRun, useRun } from "../api/imports";
import { targetOf } from "../model/mapping";
import { ImportProgress } from "./import-progress";
import styles from "./imports.module.css";
import { MappingForm } from "./mapping-form";
import { FaultTable, MatchTable } from "./row-tables";

/** One import on its way: which column is what, what a check found, how far the run is. */
export function ImportView({ run }: { readonly run: ImportRun }) {
  const { t } = useSpeech();
  const [sure, setSure] = useState(false);
  const start = useRun(run.id);
  const { state, made, changed, refused } = run;
  const target = targetOf(run.target);
  const isOrders = target === "orders";
  const act = t(isOrders ? "imports.run" : "imports.run.entries", { made, changed });
  const client = useQueryClient();
  useEffect(() => {
    // what was read of orders, assets and customers before is outdated now
    if (state === "done") void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "imports" });
  }, [client, state]);
  const working = state === "checking" || state === "running";
  const looked = state !== "draft" && state !== "failed";
  return (
    <>
      {state === "failed" && <Note tone="broken" urgent title={t("imports.failed")} />}
      {state === "done" && (
        <Note tone="good" title={t(isOrders ? "imports.done" : "imports.done.entries", { made, changed })}>
          <p>
            <Link to={`/${target}`}>{t(`imports.to.${target}`)}</Link>
          </p>
        </Note>
      )}
      {looked && <ImportProgress run={run} />}
      {start.error && <ProblemNote error={start.error} />}
      {looked && !working && (
        <div className={styles.acts}>
          {state === "checked" && (
            <Button type="primary" disabled={made + changed === 0} onClick={() => setSure(true)}>
              {act}
            </Button>
          )}
          {refused > 0 && <a href={`/api/v1/imports/${run.id}/refused`} download>{t("imports.take.refused")}</a>}
        </div>
      )}
      {looked && refused > 0 && <FaultTable run={run} />}
      {looked && !isOrders && <MatchTable run={run} />}
      {!working && state !== "done" && <MappingForm key={run.changed_at} run={run} />}
      {sure && (
        <ConfirmAct
          title={act}
          act={t("imports.run.act")}
          final
          pending={start.isPending}
          error={start.error}
          onClose={() => setSure(false)}
          onConfirm={() => start.mutate(undefined, { onSuccess: () => setSure(false) })}
        >
          {t(isOrders ? "imports.run.detail" : "imports.run.entries.detail")}
        </ConfirmAct>
      )}
    </>
  );
}
