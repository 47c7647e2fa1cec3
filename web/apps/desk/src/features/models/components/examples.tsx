import { useSpeech } from "@gongdan/i18n/react";
import { saveFile } from "@gongdan/ui/save-file";
import { Button } from "antd";
import script from "../../../../../../../docs/examples/train_triage.py?raw";
import type { Models } from "../api/models";
import { exampleManifest, exampleScoring } from "../model/example";
import styles from "./models.module.css";

interface Props {
  readonly models: Pick<Models, "categories" | "features">;
  /** Below an empty page's words, which stand in its middle. */
  readonly centred: boolean;
}

/** What to begin with: a script that trains a model, and manifests that name what the tenant has. */
export function Examples({ models: { categories, features }, centred }: Props) {
  const { t } = useSpeech();
  return (
    <div className={styles.examples} data-centred={centred}>
      <p className={styles.quiet}>{t("models.example.note")}</p>
      <div className={styles.acts}>
        <Button onClick={() => { saveFile("train_triage.py", script); }}>{t("models.example.script")}</Button>
        <Button onClick={() => { saveFile("plant.json", exampleManifest(categories), "application/json"); }}>{t("models.example.manifest")}</Button>
        <Button onClick={() => { saveFile("plant-scorer.json", exampleScoring(features), "application/json"); }}>{t("models.example.scoring")}</Button>
      </div>
    </div>
  );
}
