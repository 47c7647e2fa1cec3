import type { Bundle } from "@gongdan/flow-model/bundle";
import { dissolved } from "@gongdan/flow-model/graph/inside";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useState } from "react";
import type { PartProps } from "../../model/part";
import styles from "./canvas.module.css";
import { useFolding } from "./folding";

interface Props extends Pick<PartProps, "edit" | "readOnly"> {
  readonly bundle: Bundle;
  readonly of: string;
}

/** What can be done with a chosen sub-process: show it as a card alone, or take it away and leave its steps. */
export function InsideActs({ bundle, edit, readOnly, of }: Props) {
  const { t, locale } = useSpeech();
  const { folded, onFold } = useFolding();
  const [why, setWhy] = useState("");
  const title = wordsOf(bundle.flow.nodes[of]?.title, locale) || t("kind.subprocess");
  const isFolded = folded.has(of);
  const dissolve = () => {
    if (dissolved(bundle, of) === bundle) setWhy(t("canvas.dissolve.not"));
    else edit(t("canvas.dissolved", { title }), (before) => dissolved(before, of));
  };
  return (
    <>
      <p className={styles.quiet}>{t("canvas.inside.help")}</p>
      <div className={styles.acts}>
        <Button onClick={() => onFold(of, !isFolded)}>{t(isFolded ? "canvas.unfold.it" : "canvas.fold.it")}</Button>
        {!readOnly && <Button onClick={dissolve}>{t("canvas.dissolve")}</Button>}
      </div>
      <p role="status" className={styles.said}>
        {why}
      </p>
    </>
  );
}
