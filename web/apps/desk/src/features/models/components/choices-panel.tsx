import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Panel } from "@gongdan/ui/panel";
import { When } from "@gongdan/ui/when";
import { Link } from "react-router";
import type { ChoiceShown } from "../api/models";
import { inMs } from "../model/measures";
import styles from "./models.module.css";

/** What a model that scores candidates said of the newest choices: where the chosen one stood with it, and without it. */
export function ChoicesPanel({ choices }: { readonly choices: readonly ChoiceShown[] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("models.choices")}>
      <p className={styles.quiet}>{t("models.choices.detail")}</p>
      <DataTable
        label={t("models.choices")}
        rows={choices}
        rowKey={({ choice }) => choice.id}
        empty={null}
        columns={[
          { key: "order", title: t("models.choices.order"), cell: ({ choice, number }) => (number ? <Link to={`/orders/${choice.order}`}>{number}</Link> : "–") },
          { key: "at", title: t("models.choices.at"), cell: ({ choice }) => <When at={choice.at} /> },
          { key: "with", title: t("models.choices.with"), cell: ({ choice }) => (choice.fault ? t("models.tried.fault", { fault: choice.fault }) : <Place at={choice.place} of={choice.candidates} />) },
          { key: "without", title: t("models.choices.without"), cell: ({ choice }) => <Place at={choice.deciding_place} of={choice.candidates} /> },
          { key: "heard", title: t("models.choices.heard"), cell: ({ choice }) => t(choice.silent ? "models.choices.silent" : "models.choices.aloud") },
          { key: "ms", title: t("models.speed"), cell: ({ choice }) => t("models.ms", { ms: inMs(choice.ms) }) },
        ]}
      />
    </Panel>
  );
}

function Place({ at, of }: { readonly at: number; readonly of: number }) {
  const { t } = useSpeech();
  return at === 0 ? t("models.choices.elsewhere") : t("models.choices.place", { at, of });
}
