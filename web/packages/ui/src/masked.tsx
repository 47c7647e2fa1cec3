import type { ReactNode } from "react";
import { RevealButton } from "./reveal-button";
import { type Thing, useReveal } from "./use-reveal";
import { useMayReveal } from "./watermark";
import styles from "./masked.module.css";

interface Props {
  readonly thing: Thing;
  /** The field's name for the server. */
  readonly field: string;
  /** What it is called on the page. */
  readonly label: string;
  /** What the reader sees of it now. */
  readonly value: ReactNode;
  /** How it stands in clear; as plain words where this is left out. */
  readonly clear?: (value: string) => ReactNode;
}

/** One masked value with the way to see it in clear. */
export function Masked({ thing, field, label, value, clear }: Props) {
  const reveal = useReveal(thing, [field]);
  const mayReveal = useMayReveal();
  const open = reveal.shown?.values[field];
  return (
    <span className={styles.masked}>
      <span>{open === undefined ? value : (clear?.(open) ?? open)}</span>
      {mayReveal && <RevealButton reveal={reveal} what={label} />}
    </span>
  );
}
