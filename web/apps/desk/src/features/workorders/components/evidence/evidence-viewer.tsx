import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { fileQuery } from "../../api/add-evidence";
import type { Bundle } from "../../model/definition";
import { pathOf, type Piece, sizeWords } from "../../model/evidence";
import { EvidenceDialog } from "./evidence-dialog";
import { EvidenceVideo } from "./evidence-video";
import { useNamed } from "./evidence-tiles";
import styles from "./evidence-viewer.module.css";

interface Props {
  readonly items: readonly Piece[];
  readonly bundle: Bundle | undefined;
  readonly at: number;
  readonly onMove: (to: number) => void;
  readonly onClose: () => void;
}

/** One piece large, the others by the arrow keys; beside it what is known and what is only claimed. */
export function EvidenceViewer({ items, bundle, at, onMove, onClose }: Props) {
  const { t } = useSpeech();
  const named = useNamed(bundle);
  const files = items.flatMap((piece, index) => (piece.file ? [index] : []));
  const place = files.indexOf(at);
  const piece = items[at];
  if (!piece?.file) return null;
  const step = (by: number) => {
    const next = files[(place + by + files.length) % files.length];
    if (next !== undefined) onMove(next);
  };
  const move = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLVideoElement) return;
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  };
  return (
    <EvidenceDialog wide title={named(piece)} onClose={onClose} onKeyDown={move}>
      <div className={styles.stage}>
        {piece.kind === "video" && <EvidenceVideo key={piece.file} file={piece.file} name={named(piece)} />}
        {piece.kind === "file" && <p className={styles.document}>{t("evidence.document")}</p>}
        {(piece.kind === "photo" || piece.kind === "signature") && (
          <img className={styles.picture} src={pathOf(piece.file)} alt={named(piece)} width={piece.width} height={piece.height} />
        )}
      </div>
      <div className={styles.foot}>
        <About piece={piece} file={piece.file} />
        {files.length > 1 && (
          <div className={styles.steps}>
            <Button onClick={() => step(-1)}>{t("evidence.previous")}</Button>
            <span>{t("evidence.place", { n: place + 1, of: files.length })}</span>
            <Button onClick={() => step(1)}>
              {t("evidence.next")}
            </Button>
          </div>
        )}
      </div>
    </EvidenceDialog>
  );
}

function About({ piece, file }: { readonly piece: Piece; readonly file: string }) {
  const { t } = useSpeech();
  const { data } = useQuery(fileQuery(file));
  const claimed = data?.claims;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t("evidence.fact.file")}</dt>
        <dd>
          {data?.name} <span className={styles.quiet}>{sizeWords(piece.size)}</span>
        </dd>
      </div>
      <div>
        <dt>{t("evidence.fact.scan")}</dt>
        <dd>{data && t(data.scan === "clean" ? "evidence.scan.clean" : "evidence.scan.not_scanned")}</dd>
      </div>
      {claimed?.taken_at && (
        <div>
          <dt>{t("evidence.fact.claims")}</dt>
          <dd>
            {claimed.taken_at.replace("T", " ")} <span className={styles.quiet}>{t("evidence.claim")}</span>
          </dd>
        </div>
      )}
      <div>
        <dt>{t("evidence.fact.digest")}</dt>
        <dd className={styles.digest} title={piece.digest}>
          {piece.digest}
        </dd>
      </div>
      {piece.kind === "file" && (
        <div>
          <dt />
          <dd>
            <a href={pathOf(file)} download>
              {t("evidence.download")}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}
