import { useSpeech } from "@gongdan/i18n/react";
import { useReducer, useState } from "react";
import { FilesOnTheWay } from "../core/files";
import { useFileDesk } from "./file-desk";
import styles from "./files-input.module.css";

/** Files that an answer names, to be opened by whoever may read the order. */
export function FileLinks({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useSpeech();
  const desk = useFileDesk();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [way] = useState(() => new FilesOnTheWay(desk, draw));
  return (
    <div className={styles.files}>
      <ul>
        {way.entries(ids).map(({ id, name }) => (
          <li key={id}>
            <a href={desk?.addressOf?.(id)} target="_blank" rel="noreferrer">
              {name || t("form.file.one")}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
