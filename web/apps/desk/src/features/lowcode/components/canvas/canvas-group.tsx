import { keysFor } from "@gongdan/flow-model/graph/edits";
import { grouped } from "@gongdan/flow-model/graph/inside";
import { starterTitle } from "@gongdan/flow-model/starters";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useState } from "react";
import type { PartProps } from "../../model/part";
import styles from "./canvas.module.css";

interface Props extends Pick<PartProps, "bundle" | "edit"> {
  readonly picked: readonly string[];
  readonly onAdded: (key: string) => void;
}

/** Puts the chosen steps into a new sub-process, or says why they can't be. */
export function CanvasGroup({ bundle, edit, picked, onAdded }: Props) {
  const { t } = useSpeech();
  const [why, setWhy] = useState("");
  const group = () => {
    const put = (before: PartProps["bundle"]) => grouped(before, picked, keysFor(before.flow).fresh, starterTitle("subprocess"));
    const made = put(bundle);
    if (typeof made === "string") {
      setWhy(t(`canvas.group.not.${made}`));
      return;
    }
    edit(t("canvas.group"), (before) => {
      const again = put(before);
      return typeof again === "string" ? before : again.bundle;
    });
    onAdded(made.key);
  };
  return (
    <>
      <Button onClick={group}>{t("canvas.group.n", { n: picked.length })}</Button>
      <p role="status" className={styles.said}>
        {why}
      </p>
    </>
  );
}
