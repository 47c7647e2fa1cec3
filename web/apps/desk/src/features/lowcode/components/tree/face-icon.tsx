import { type Face, faceIcons } from "./card-face";
import styles from "./tree.module.css";

/** The icon of a card; its word stands beside it. */
export function FaceIcon({ face }: { readonly face: Face }) {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" className={styles.icon} aria-hidden="true">
      <path d={faceIcons[face]} />
    </svg>
  );
}
