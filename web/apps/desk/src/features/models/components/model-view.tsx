import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { type ModelLine, modelsQuery, type Plugged } from "../api/models";
import { AskPanel } from "./ask-panel";
import { CheckPanel } from "./check-panel";
import { ChoicesPanel } from "./choices-panel";
import { FiguresPanel } from "./figures-panel";
import { ModelActs } from "./model-acts";
import { ModelState } from "./model-state";
import styles from "./models.module.css";

interface Props {
  readonly plugged: Plugged;
  readonly may: boolean;
}

/** One model: how it stands and what can be done, its check, its figures, and how it got here. */
export function ModelView({ plugged, may }: Props) {
  const { t, word, locale } = useSpeech();
  const { model, figures } = plugged;
  const list = useQuery(modelsQuery);
  const names = new Map(list.data?.categories.map(({ key, name }) => [key, name[locale] ?? key]));
  const called = (key: string) => names.get(key) ?? key;
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <span className={styles.acts}>
          <ModelState state={model.state} />
          <span className={styles.quiet}>{word("modeltask", model.task, "modeltask.other")}</span>
        </span>
        {may && <ModelActs model={model} />}
      </div>
      {model.faults > 0 && (
        <Note tone={model.faults_in_row ? "broken" : "warn"} title={t("models.figures.faults", { faults: model.faults, row: model.faults_in_row, last: model.last_fault })}>
          {t("models.figures.faults.detail")}
        </Note>
      )}
      <TaskNote model={model} />
      {model.task !== "detection" && model.check?.passed && <FiguresPanel figures={figures} task={model.task} />}
      {plugged.choices.length > 0 && <ChoicesPanel choices={plugged.choices} />}
      <CheckPanel model={model} called={called} />
      {model.check?.passed && model.state !== "deleted" && <AskPanel model={model} called={called} />}
      {plugged.steps.length > 0 && <History steps={plugged.steps} />}
    </div>
  );
}

/** What a model can't be used for, and why; said where somebody looks for the button. */
function TaskNote({ model }: { readonly model: ModelLine }) {
  const { t } = useSpeech();
  if (model.state === "deleted") return <Note tone="info" title={t("models.note.deleted")}>{t("models.note.deleted.detail")}</Note>;
  if (model.task === "detection") return <Note tone="info" title={t("models.note.detection")}>{t("models.note.detection.detail")}</Note>;
  if (model.unknown.length === 0) return null;
  return <Note tone="warn" title={t("models.note.unknown", { features: model.unknown.join(", ") })}>{t("models.note.unknown.detail")}</Note>;
}

function History({ steps }: { readonly steps: Plugged["steps"] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("models.history")}>
      <ol className={styles.steps}>
        {steps.map(({ state, at, by, reason }) => (
          <li key={`${state} ${at}`} className={styles.step}>
            <ModelState state={state} />
            <span>{by || t("models.history.itself")}</span>
            <span className={styles.quiet}>
              <When at={at} />
            </span>
            {by && reason && <span>{reason}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
