import { problemFrom } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { saveFile } from "@gongdan/ui/save-file";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type LogState, logKeyQuery, readCheckpoint, readVerifier } from "../api/log";
import styles from "./proof-page.module.css";

const command = "python verifier.py --bundle ORDER.proof.json --key FINGERPRINT";

/** Everything that somebody needs who does not trust this house: program, key, checkpoint, and how to use them. */
export function WithoutUs({ state }: { readonly state: LogState }) {
  const { t } = useSpeech();
  const tell = useTell();
  const key = useQuery(logKeyQuery);
  const keep = (name: string, read: () => Promise<string>) => {
    read().then(
      (text) => saveFile(name, text),
      (error: unknown) => tell(problemFrom(error, 0).body.detail),
    );
  };
  const keys = state.epochs.map((each) => each.verifier_key).join("\n");
  return (
    <section className={styles.part} aria-labelledby="proof-without">
      <h2 id="proof-without">{t("proof.without")}</h2>
      <ol className={styles.steps}>
        <li>{t("proof.without.program")}</li>
        <li>{t("proof.without.key")}</li>
        <li>{t("proof.without.run")}</li>
      </ol>
      <code className={styles.code}>{command}</code>
      <div className={styles.files}>
        <Button onClick={() => keep(state.verifier.name, readVerifier)}>{t("proof.save.verifier")}</Button>
        <Button onClick={() => saveFile("gongdan-keys.txt", `${keys}\n`)}>{t("proof.save.keys")}</Button>
        <Button disabled={state.epochs.length === 0} onClick={() => keep("checkpoint.txt", readCheckpoint)}>
          {t("proof.save.checkpoint")}
        </Button>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t("proof.verifier.digest")}</dt>
          <dd>
            <code>{state.verifier.sha256}</code>
          </dd>
        </div>
        <div>
          <dt>{t("proof.key")}</dt>
          <dd>
            <code>{state.fingerprint}</code>
          </dd>
        </div>
        {key.data && (
          <div>
            <dt>{t("proof.key.public")}</dt>
            <dd>
              <code>{key.data.public_key}</code>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
