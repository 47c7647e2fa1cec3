import { useRef } from "react";
import { pathOf } from "../../model/evidence";
import styles from "./evidence-viewer.module.css";

/** A place that no video reaches: a browser sent there reads on to the end, and knows the length then. */
const farBehind = 1e7;

/** Plays a video by ranges; one that a browser recorded does not know its own length, and is asked for it. */
export function EvidenceVideo({ file, name }: { readonly file: string; readonly name: string }) {
  const seeking = useRef(false);
  return (
    <video
      className={styles.picture}
      controls
      playsInline
      preload="metadata"
      aria-label={name}
      src={pathOf(file)}
      poster={pathOf(file, "poster")}
      onLoadedMetadata={({ currentTarget: player }) => {
        if (player.duration !== Infinity) return;
        seeking.current = true;
        player.currentTime = farBehind;
      }}
      onDurationChange={({ currentTarget: player }) => {
        if (!seeking.current || player.duration === Infinity) return;
        seeking.current = false;
        player.currentTime = 0;
      }}
    />
  );
}
