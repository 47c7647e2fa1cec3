import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Panel } from "@gongdan/ui/panel";
import type { Figures, Share } from "../api/models";
import styles from "./models.module.css";

/** So many judged orders are asked for before a model may go live; below that no share is claimed. */
const needed = 30;

/** The words of a table, by what its model is for: categories that it named, or people that it put first. */
const words = {
  triage: { title: "models.figures", none: "models.figures.none", count: "models.figures.count", enough: "models.figures.enough", named: "models.figures.named", right: "models.figures.right", own: "models.figures.own", deciding: "models.figures.deciding", all: "models.figures.all", few: "models.share.few" },
  scoring: { title: "models.chosen", none: "models.chosen.none", count: "models.chosen.count", enough: "models.chosen.enough", named: "models.chosen.named", right: "models.chosen.right", own: "models.chosen.with", deciding: "models.chosen.without", all: "models.chosen.all", few: "models.chosen.few" },
} as const;

interface Props {
  readonly figures: Figures;
  readonly task: string;
}

/** A model beside whatever decided, on the same orders, with 95 % intervals. */
export function FiguresPanel({ figures, task }: Props) {
  const { t } = useSpeech();
  const { seen, judged, own, deciding, better, worse } = figures;
  const said = words[task === "scoring" ? "scoring" : "triage"];
  const rows = [
    { key: "own", name: t(said.own), score: own },
    { key: "deciding", name: t(said.deciding), score: deciding },
  ];
  return (
    <Panel title={t(said.title)}>
      <p className={styles.quiet}>
        {seen === 0 ? t(said.none) : t(judged < needed ? said.count : said.enough, { seen, judged, needed })}
        {better + worse > 0 && ` ${t("models.figures.apart", { better, worse })}`}
      </p>
      {judged > 0 && (
        <DataTable
          label={t(said.title)}
          rows={rows}
          rowKey={({ key }) => key}
          empty={null}
          columns={[
            { key: "who", title: t("models.figures.who"), cell: ({ name }) => name },
            { key: "named", title: t(said.named), cell: ({ score }) => <ShareWords share={score.named} few={said.few} /> },
            { key: "right", title: t(said.right), cell: ({ score }) => <ShareWords share={score.right} few={said.few} /> },
            { key: "all", title: t(said.all), cell: ({ score }) => t(said.few, { hits: score.right_of_all, of: judged }) },
          ]}
        />
      )}
    </Panel>
  );
}

/** A share with its interval, rounded outwards; of a few orders only how many it were. */
function ShareWords({ share: { hits, of, low, high }, few }: { readonly share: Share; readonly few: "models.share.few" | "models.chosen.few" }) {
  const { t } = useSpeech();
  if (of === 0) return "–";
  if (of < needed) return t(few, { hits, of });
  return t("models.share", { percent: Math.round((100 * hits) / of), low: Math.floor(100 * low), high: Math.ceil(100 * high) });
}
