import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import type { Interval, TriageTrial } from "../../api/learning";
import { percent, points } from "../../model/figures";
import { Mark } from "@gongdan/ui/mark";
import card from "./card.module.css";

type What = "right" | "routed" | "precise";
type Category = TriageTrial["categories"][number];
const whats: readonly What[] = ["right", "routed", "precise"];

/** Both models side by side on the same orders; below, what each category would gain or lose. */
export function TriageSides({ trial }: { readonly trial: TriageTrial }) {
  const { t } = useSpeech();
  const side = (of: Interval) => (of.count > 0 ? percent(of.value) : t("learning.second.nothing"));
  const change = ({ value, low, high }: Interval) => t("learning.trial.group.change", { value: points(value), low: points(low), high: points(high) });
  const named = (version: number) => (version > 0 ? t("learning.second.side", { version }) : t("learning.second.words"));
  return (
    <>
      <DataTable<What>
        label={t("learning.second.sides")}
        rows={whats}
        rowKey={(what) => what}
        empty={null}
        columns={[
          { key: "what", title: t("learning.second.sides"), cell: (what) => t(`learning.second.${what}`) },
          { key: "live", title: t("learning.second.live", { model: named(trial.live.version) }), cell: (what) => side(trial.live[what]) },
          { key: "new", title: t("learning.second.new", { model: named(trial.new.version) }), cell: (what) => side(trial.new[what]) },
        ]}
      />
      {trial.categories.length > 0 && (
        <details>
          <summary className={card.summary}>{t("learning.second.categories")}</summary>
          <DataTable<Category>
            label={t("learning.second.categories")}
            rows={trial.categories}
            rowKey={({ category }) => category}
            empty={null}
            columns={[
              { key: "name", title: t("learning.second.category"), cell: ({ name, gain }) => t("learning.second.category.of", { name, n: gain.count }) },
              { key: "gain", title: t("learning.second.right"), cell: ({ gain, harmed }) => <>{change(gain)} {harmed && <Mark tone="warn">{t("learning.trial.group.harmed")}</Mark>}</> },
            ]}
          />
        </details>
      )}
    </>
  );
}
