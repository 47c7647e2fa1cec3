import { Button } from "antd";
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from "react";
import { acceptedAll } from "../../model/evidence";
import styles from "./file-intake.module.css";
import type { SendFiles } from "./use-evidence";

interface Props {
  readonly words: string;
  readonly camera?: boolean;
  readonly large?: boolean;
  readonly onPick: SendFiles;
}

/** A button that opens the file chooser, or the camera of a phone. */
export function FilePicker({ words, camera = false, large = false, onPick }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    onPick([...(event.target.files ?? [])]);
    event.target.value = "";
  };
  return (
    <span className={camera ? styles.camera : undefined}>
      <Button size={large ? "large" : "middle"} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        className={styles.input}
        type="file"
        multiple={!camera}
        accept={camera ? "image/jpeg" : acceptedAll}
        {...(camera ? { capture: "environment" as const } : {})}
        aria-label={words}
        tabIndex={-1}
        onChange={pick}
      />
    </span>
  );
}

/** Takes files that are dropped on what carries `on`. */
export function useDrop(send: SendFiles | false) {
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const on = {
    onDragOver: (event: DragEvent) => {
      if (!send || !holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      if (!send || !holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      send([...event.dataTransfer.files]);
    },
  };
  return { over, on };
}

/** Takes a picture out of the clipboard; from somebody who is writing only where told so, and never instead of text. */
export function usePaste(send: SendFiles | false, whileWriting = false): void {
  useEffect(() => {
    if (!send) return;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const writes = (event.target as Element).closest("input, textarea, [contenteditable]");
      const text = event.clipboardData?.types.includes("text/plain");
      if (files.length === 0 || (writes && (text || !whileWriting))) return;
      event.preventDefault();
      send(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [send, whileWriting]);
}
