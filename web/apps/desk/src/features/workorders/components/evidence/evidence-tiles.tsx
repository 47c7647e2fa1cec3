import { useSpeech } from "@gongdan/i18n/react";
import { wordsOf } from "@gongdan/forms/core/json";
import { Button } from "antd";
import { type ReactNode, useId } from "react";
import type { Bundle } from "../../model/definition";
import { accepted, type Demand, type FileProof, lengthWords, pathOf, type Piece, type Shot, shotTitle, sizeWords } from "../../model/evidence";
import styles from "./evidence-tiles.module.css";
import type { OnItsWay } from "./use-evidence";

interface TilesProps {
  readonly children: ReactNode;
  /** The id of what names the list, where it has none around it. */
  readonly named?: string;
}

/** Tiles side by side; nothing where there are none. */
export function Tiles({ children, named }: TilesProps) {
  return (
    <ul className={styles.tiles} aria-labelledby={named}>
      {children}
    </ul>
  );
}

/** The word for what a piece of evidence is: the shot that it is, as its definition calls it, else its kind. */
export function useNamed(bundle?: Bundle) {
  const { word, locale } = useSpeech();
  return (piece: Pick<Piece, "node" | "kind" | "label">) => {
    const { kind, label } = piece;
    const plain = word("evidence.kind", kind, "evidence.kind.file");
    const title = shotTitle(bundle, piece, locale);
    if (title) return title;
    return label === "before" || label === "after" ? word("evidence.label", label, "evidence.kind.photo") : label || plain;
  };
}

interface GhostProps {
  readonly demand: Demand;
  readonly onPick: (files: Iterable<File>, shot: Shot) => void;
  /** Has the work signed for; undefined where the reader may not ask for it. */
  readonly onSign: (() => void) | undefined;
}

/** The outline of a piece that the step demands: a tap on it takes it. */
export function GhostTile({ demand, onPick, onSign }: GhostProps) {
  const { t, locale } = useSpeech();
  const named = useNamed();
  const id = useId();
  const title = wordsOf(demand.title, locale) || named(demand);
  const { kind, node, label } = demand;
  const words = (
    <>
      <span className={styles.mark} data-kind={kind} aria-hidden="true" />
      <span className={styles.name}>{title}</span>
      <span className={styles.quiet}>{t("evidence.demanded")}</span>
    </>
  );
  if (kind === "signature" && onSign) {
    return (
      <li className={styles.tile}>
        <button type="button" className={`${styles.ghost} ${styles.fill} ${styles.signs}`} onClick={onSign}>
          {words}
        </button>
      </li>
    );
  }
  if (kind === "signature" || !(kind in accepted)) return <li className={`${styles.tile} ${styles.ghost}`}>{words}</li>;
  const proof = kind as FileProof;
  return (
    <li className={styles.tile}>
      <label className={`${styles.ghost} ${styles.fill}`} htmlFor={id}>
        {words}
        <input
          id={id}
          className={styles.input}
          type="file"
          accept={accepted[proof]}
          onChange={(event) => {
            onPick([...(event.target.files ?? [])], { kind: proof, node, label });
            event.target.value = "";
          }}
        />
      </label>
    </li>
  );
}

/** A file on its way: how far it came, and what to do where it does not get on. */
export function WayTile({ way }: { readonly way: OnItsWay }) {
  const { t } = useSpeech();
  const { standing, file, preview } = way;
  const { phase, sent, size, problem } = standing;
  const gone = phase === "done" || phase === "failed" ? "remove" : "cancel";
  return (
    <li className={`${styles.tile} ${styles.way}`} data-phase={phase}>
      {preview && <img className={styles.picture} src={preview} alt="" />}
      <div className={styles.cover}>
        <span className={styles.name}>{file.name}</span>
        {phase === "failed" ? (
          <span className={styles.fault} role="alert">
            {problem?.body.detail || t("evidence.refused")}
          </span>
        ) : (
          <>
            {phase !== "done" && <progress className={styles.bar} max={size} value={sent} aria-label={t("evidence.progress", { name: file.name })} />}
            <span className={styles.quiet}>{t(`evidence.phase.${phase}`, { sent: sizeWords(sent), size: sizeWords(size) })}</span>
          </>
        )}
        <span className={styles.ways}>
          {phase === "failed" && (
            <Button size="small" onClick={way.retry}>
              {t("app.retry")}
            </Button>
          )}
          <Button
            size="small"
            type="text"
            aria-label={t(`evidence.drop_file.${gone}`, { name: file.name })}
            onClick={(event) => {
              focusBeside(event.currentTarget);
              way.cancel();
            }}
          >
            {t(`evidence.${gone}`)}
          </Button>
        </span>
      </div>
    </li>
  );
}

/** Where the hand finds itself after a file is taken out: at the next one, else where files are added. */
function focusBeside(button: HTMLElement): void {
  const tile = button.closest("li");
  const next = tile?.nextElementSibling ?? tile?.previousElementSibling ?? tile?.closest("section");
  [...(next?.querySelectorAll("button") ?? [])].find((each) => each.checkVisibility())?.focus();
}

interface PieceProps {
  readonly piece: Piece;
  readonly bundle: Bundle | undefined;
  readonly onOpen: () => void;
}

/** A piece that is there. */
export function PieceTile({ piece, bundle, onOpen }: PieceProps) {
  const { t } = useSpeech();
  const named = useNamed(bundle);
  if (!piece.file) {
    return (
      <li className={styles.tile}>
        <div className={`${styles.fill} ${styles.place}`} data-away={piece.away}>
          <span className={styles.mark} data-kind="location" aria-hidden="true" />
          <span className={styles.name}>{named(piece)}</span>
          <span className={styles.quiet}>
            {piece.distance === null ? t("evidence.distance.unknown") : t(piece.away ? "evidence.distance.away" : "evidence.distance", { metres: piece.distance })}
          </span>
        </div>
      </li>
    );
  }
  const isPicture = piece.kind === "photo" || piece.kind === "signature";
  return (
    <li className={styles.tile}>
      <button type="button" className={`${styles.fill} ${styles.open}`} onClick={onOpen}>
        {piece.kind === "file" ? (
          <span className={styles.mark} data-kind="file" aria-hidden="true" />
        ) : (
          <img className={styles.picture} loading="lazy" src={pathOf(piece.file, isPicture ? "thumbnail" : "poster")} alt="" onError={hide} />
        )}
        <span className={styles.caption}>
          {named(piece)}
          {piece.kind === "video" && <span className={styles.play}>▶ {lengthWords(piece.milliseconds)}</span>}
        </span>
      </button>
    </li>
  );
}

/** A picture that can't be shown (a video without a poster) leaves its caption alone. */
function hide(event: { readonly currentTarget: HTMLImageElement }): void {
  event.currentTarget.hidden = true;
}
