import { useSpeech } from "@gongdan/i18n/react";
import { Button, Tooltip } from "antd";
import { besidePage } from "@gongdan/ui/side-sheet";
import styles from "./tree.module.css";

export const zooms = [40, 55, 70, 85, 100, 120] as const;
export type Zoom = (typeof zooms)[number];

interface Props {
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onFit: () => void;
}

const signs = { smaller: "M2 6h8", larger: "M6 2v8M2 6h8", fit: "M2 4.5V2h2.5M7.5 2H10v2.5M10 7.5V10H7.5M4.5 10H2V7.5" };

/** Smaller, larger, all of it. */
export function TreeTools({ zoom, onZoom, onFit }: Props) {
  const { t } = useSpeech();
  const step = (by: number) => zooms[zooms.indexOf(zoom) + by];
  const [smaller, larger] = [step(-1), step(1)];
  return (
    <div className={styles.tools}>
      <Tool sign="smaller" label={t("tree.zoom.out")} onPress={smaller && (() => onZoom(smaller))} />
      <span className={styles.percent}>{t("tree.zoom.at", { n: zoom })}</span>
      <Tool sign="larger" label={t("tree.zoom.in")} onPress={larger && (() => onZoom(larger))} />
      <Tool sign="fit" label={t("tree.zoom.fit")} onPress={onFit} />
    </div>
  );
}

interface ToolProps {
  readonly sign: keyof typeof signs;
  readonly label: string;
  readonly onPress: (() => void) | undefined;
}

function Tool({ sign, label, onPress }: ToolProps) {
  return (
    <Tooltip title={label} getPopupContainer={besidePage}>
      <Button type="text" size="small" aria-label={label} disabled={!onPress} onClick={onPress}>
        <svg width="12" height="12" viewBox="0 0 12 12" className={styles.icon} aria-hidden="true">
          <path d={signs[sign]} />
        </svg>
      </Button>
    </Tooltip>
  );
}
