import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Facts } from "@gongdan/ui/facts";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import type { Check, ModelLine } from "../api/models";
import { inBytes, inMs } from "../model/measures";
import styles from "./models.module.css";

interface Props {
  readonly model: ModelLine;
  readonly called: (category: string) => string;
}

/** What a check found: the verdict in words, figures, and what the model said of each sample. */
export function CheckPanel({ model, called }: Props) {
  const { t, locale } = useSpeech();
  const { check } = model;
  return (
    <Panel title={t("models.check")}>
      {model.state === "checking" && <Note tone="info" title={t("models.checking")} />}
      {check && model.state !== "checking" && (
        <Note tone={check.passed ? "good" : "broken"} title={t(check.passed ? "models.passed" : "models.refused")}>
          {check.words[locale]}
        </Note>
      )}
      <div className={styles.card}>
        <ModelFacts model={model} called={called} />
        {check && check.tried.length > 0 && <Samples check={check} called={called} />}
      </div>
    </Panel>
  );
}

function ModelFacts({ model, called }: Props) {
  const { t } = useSpeech();
  const { check } = model;
  const labels = Object.entries(model.labels).map(([label, category]) => `${label} → ${category ? called(category) : t("models.tried.nothing")}`);
  return (
    <Facts
      facts={[
        { name: t("models.fact.runtime"), value: check?.runtime },
        { name: t("models.fact.ms"), value: check && check.ms > 0 && t("models.fact.ms.value", { middle: inMs(check.ms), most: inMs(check.ms_most) }) },
        { name: t("models.fact.load"), value: check && check.load_ms > 0 && t("models.ms", { ms: inMs(check.load_ms) }) },
        { name: t("models.fact.walls"), value: check?.runtime && t(check.kernel ? "models.fact.walls.kernel" : "models.fact.walls.python") },
        { name: t("models.fact.labels"), value: labels.slice(0, 30).join("; ") },
        { name: t("models.fact.sure"), value: model.task === "triage" && `${Math.round(100 * model.sure_from)} %` },
        { name: t("models.fact.author"), value: model.author },
        { name: t("models.fact.licence"), value: model.licence },
        { name: t("models.fact.note"), value: model.note },
        { name: t("models.fact.operators"), value: check && Object.keys(check.operators).join(", ") },
        { name: t("models.fact.file"), value: `${model.file_name}, ${inBytes(model.size)}` },
        { name: t("models.fact.digest"), value: <span className={styles.code}>{model.digest}</span> },
      ]}
    />
  );
}

function Samples({ check, called }: { readonly check: Check; readonly called: (category: string) => string }) {
  const { t } = useSpeech();
  const right = check.tried.filter(({ fault, expected, answer }) => !fault && (expected === "" || expected === answer)).length;
  return (
    <details>
      <summary className={styles.more}>{t("models.tried", { right, of: check.tried.length })}</summary>
      <DataTable
        label={t("models.tried.label")}
        rows={check.tried}
        rowKey={({ sample, own }) => `${String(own)} ${sample}`}
        empty={null}
        columns={[
          { key: "sample", title: t("models.tried.sample"), cell: ({ sample }) => sample || t("models.tried.empty") },
          { key: "said", title: t("models.tried.said"), cell: (each) => <Said each={each} called={called} /> },
          { key: "expected", title: t("models.tried.expected"), cell: ({ expected, own }) => (expected ? called(expected) : t(own ? "models.tried.own" : "models.tried.any")) },
        ]}
      />
    </details>
  );
}

function Said({ each, called }: { readonly each: Check["tried"][number]; readonly called: (category: string) => string }) {
  const { t } = useSpeech();
  if (each.fault) return t("models.tried.fault", { fault: each.fault });
  const label = each.answer ? called(each.answer) : t("models.tried.nothing");
  return each.sureness > 0 ? t("models.tried.sure", { label, percent: Math.round(100 * each.sureness) }) : label;
}
