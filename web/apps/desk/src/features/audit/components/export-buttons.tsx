import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { saveFile } from "@gongdan/ui/save-file";
import { useTell } from "@gongdan/ui/told";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { exportTrail } from "../api/trail";
import type { TrailFilter } from "../model/trail-filter";

type Format = "csv" | "jsonl";

/** Takes what the filter shows out of the house, after saying that this is remembered. */
export function ExportButtons({ filter }: { readonly filter: TrailFilter }) {
  const { t, zone } = useSpeech();
  const tell = useTell();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Format>();
  const take = useMutation({
    mutationFn: (format: Format) => exportTrail(filter, zone, format),
    onSuccess(file, format) {
      saveFile(`audit.${format}`, file);
      setAsked(undefined);
      tell(t("trail.export.done"));
      void client.invalidateQueries({ queryKey: ["trail"] });
    },
  });
  return (
    <>
      <Button onClick={() => setAsked("csv")}>{t("trail.export.csv")}</Button>
      <Button onClick={() => setAsked("jsonl")}>{t("trail.export.jsonl")}</Button>
      {asked && (
        <ConfirmAct
          title={t("trail.export.title")}
          act={t("trail.export.act")}
          final
          pending={take.isPending}
          error={take.error}
          onConfirm={() => take.mutate(asked)}
          onClose={() => {
            take.reset();
            setAsked(undefined);
          }}
        >
          <p>{t("trail.export.detail")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
