import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Panel } from "@gongdan/ui/panel";
import type { Figures, Share } from "../api/models";
import styles from "./models.module.css";

/** So many judged orders are asked for before a model may go live; below that no share is claimed. */
const needed = 30;

/** A model beside the one that decided, on the same orders, with 95 % intervals. */
export function FiguresPanel({ figures }: { readonly figures: Figures }) {
  const { t } = useSpeech();
  const { seen, judged, own, deciding } = figures;
  const rows = [
    { key: "own", name: t("models.figures.own"), score: own },
    { key: "deciding", name: t("models.figures.deciding"), score: deciding },
  ];
  return (
    <Panel title={t("models.figures")}>
      <p className={styles.quiet}>
        {seen === 0 ? t("models.figures.none") : t(judged < needed ? "models.figures.count" : "models.figures.enough", { seen, judged, needed })}
      </p>
      {judged > 0 && (
        <DataTable
          label={t("models.figures")}
          rows={rows}
          rowKey={({ key }) => key}
          empty={null}
          columns={[
            { key: "who", title: t("models.figures.who"), cell: ({ name }) => name },
            { key: "named", title: t("models.figures.named"), cell: ({ score }) => <ShareWords share={score.named} /> },
            { key: "right", title: t("models.figures.right"), cell: ({ score }) => <ShareWords share={score.right} /> },
            { key: "all", title: t("models.figures.all"), cell: ({ score }) => t("models.share.few", { hits: score.right_of_all, of: judged }) },
          ]}
        />
      )}
    </Panel>
  );
}

/** A share with its interval, rounded outwards; of a few orders only how many it were. */
function ShareWords({ share: { hits, of, low, high } }: { readonly share: Share }) {
  const { t } = useSpeech();
  if (of === 0) return "–";
  if (of < needed) return t("models.share.few", { hits, of });
  return t("models.share", { percent: Math.round((100 * hits) / of), low: Math.floor(100 * low), high: Math.ceil(100 * high) });
}
