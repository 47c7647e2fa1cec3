import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { modelsQuery, type Plugged } from "../api/models";
import { AskPanel } from "./ask-panel";
import { CheckPanel } from "./check-panel";
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
      {model.task === "triage" && model.check?.passed && <FiguresPanel figures={figures} />}
      <CheckPanel model={model} called={called} />
      {model.check?.passed && <AskPanel model={model} called={called} />}
      {plugged.steps.length > 0 && <History steps={plugged.steps} />}
    </div>
  );
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
