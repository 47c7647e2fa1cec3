import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { Link } from "react-router";
import { type Draft, isUnsaved } from "../../model/draft";
import { Neighbours } from "./neighbours";
import { SavedState } from "./saved-state";
import styles from "./studio.module.css";

/** What can stand beside the open part. */
export type Beside = "findings" | "comments" | "tour";

interface Props {
  readonly of: string;
  readonly title: string;
  readonly draft: Draft;
  /** The part that is open, or the place in it. */
  readonly place: string;
  /** How many things the check found. */
  readonly findings: number;
  readonly beside: Beside | undefined;
  readonly onToggle: (panel: Beside) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onSave: () => void;
  readonly onTry: () => void;
  readonly onPublish: () => void;
}

const arrows = { undo: "M6.5 3.5 3 7l3.5 3.5M3 7h6a4 4 0 0 1 0 8H7", redo: "M9.5 3.5 13 7 9.5 10.5M13 7H7a4 4 0 0 0 0 8h2" };

/** The head of the designer: which type, whether it is saved, the way back and forth, and what comes next. */
export function StudioBar({ of, title, draft, place, findings, beside, onToggle, onUndo, onRedo, onSave, onTry, onPublish }: Props) {
  const { t } = useSpeech();
  const untouched = draft.edition === 0 && !isUnsaved(draft);
  return (
    <header className={styles.bar}>
      <div className={styles.name}>
        <Link to={`/order-types/${of}`} className={styles.back} aria-label={t("studio.back")}>
          ←
        </Link>
        <h1>{title}</h1>
        <SavedState draft={draft} onSave={onSave} />
        <Neighbours of={of} place={place} />
      </div>
      <div className={styles.acts}>
        <StepButton way="undo" label={draft.past.at(-1)?.label} onStep={onUndo} />
        <StepButton way="redo" label={draft.future[0]?.label} onStep={onRedo} />
        {draft.bundle.template && (
          <Button onClick={() => onToggle("tour")} aria-expanded={beside === "tour"}>
            {t("tour.title")}
          </Button>
        )}
        <Button onClick={() => onToggle("comments")} aria-expanded={beside === "comments"}>
          {t("comments.title")}
        </Button>
        <Button onClick={() => onToggle("findings")} aria-expanded={beside === "findings"}>
          {t("studio.check", { n: findings })}
        </Button>
        <Button disabled={untouched} onClick={onTry}>
          {t("studio.try")}
        </Button>
        <Button type="primary" disabled={untouched} onClick={onPublish}>
          {t("studio.publish")}
        </Button>
      </div>
    </header>
  );
}

interface StepProps {
  readonly way: "undo" | "redo";
  /** What the step was called; without, there is none. */
  readonly label: string | undefined;
  readonly onStep: () => void;
}

function StepButton({ way, label, onStep }: StepProps) {
  const { t } = useSpeech();
  const words = label === undefined ? t(`studio.${way}.none`) : t(`studio.${way}`, { what: label });
  return (
    <Button type="text" aria-label={words} title={words} disabled={label === undefined} onClick={onStep}>
      <svg width="16" height="16" viewBox="0 0 16 16" className={styles.arrow} aria-hidden="true">
        <path d={arrows[way]} />
      </svg>
    </Button>
  );
}
