import type { Problem } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { toServer } from "@gongdan/upload/carrier";
import { type Standing, Upload } from "@gongdan/upload/upload";
import { Button } from "antd";
import { type SyntheticEvent, useRef, useState } from "react";
import { type Manifest, usePlug } from "../api/models";
import styles from "./models.module.css";

interface Props {
  readonly onClose: () => void;
  readonly onPlugged: (model: string) => void;
}

const resting = ["done", "failed", "cancelled"];

/** Takes a model's file and its manifest; a file that is safe on the server is not sent twice. */
export function PlugForm({ onClose, onPlugged }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const plug = usePlug();
  const [[file, told], choose] = useState<readonly [File?, File?]>([]);
  const [standing, setStanding] = useState<Standing>();
  const [unreadable, setUnreadable] = useState(false);
  const sent = useRef<{ readonly source: File; readonly id: string }>(undefined);
  const send = async (source: File, manifest: Manifest) => {
    if (sent.current?.source !== source) {
      const done = await new Upload(source, { carrier: toServer, onChange: setStanding }).run();
      if (!done) return;
      sent.current = { source, id: done.id };
    }
    plug.mutate({ file: sent.current.id, manifest }, {
      onSuccess: ({ model }) => { tell(t("models.plugged")); onPlugged(model.id); },
    });
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!file || !told) return;
    plug.reset();
    const manifest = await read(told);
    setUnreadable(!manifest);
    if (manifest) await send(file, manifest);
  };
  const problem: Problem | Error | null | undefined = standing?.problem ?? plug.error;
  const busy = plug.isPending || (standing !== undefined && !resting.includes(standing.phase));
  return (
    <form className={styles.form} aria-label={t("models.plug")} onSubmit={(event) => void submit(event)}>
      <Pick label={t("models.plug.file")} hint={t("models.plug.file.hint")} accept=".onnx,.tflite,.skops,.pte" chosen={file} onChosen={(one) => { choose([one, told]); }} />
      <Pick label={t("models.plug.manifest")} hint={t("models.plug.manifest.hint")} accept=".json" chosen={told} onChosen={(one) => { choose([file, one]); }} />
      {busy && standing && <progress aria-label={t("models.plug.sending")} max={standing.size} value={standing.sent} />}
      {unreadable && <Note tone="broken" urgent title={t("models.plug.unreadable")} />}
      {problem && <ProblemNote error={problem} />}
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!file || !told}>
          {t("models.plug.send")}
        </Button>
        <Button onClick={onClose}>{t("parts.cancel")}</Button>
      </div>
    </form>
  );
}

/** Reads a manifest; the server says what is wrong with it, so here it only has to be JSON. */
async function read(file: File): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await file.text()) as Manifest;
  } catch {
    return undefined;
  }
}

interface PickProps {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly chosen: File | undefined;
  readonly onChosen: (file: File) => void;
}

function Pick({ label, hint, accept, chosen, onChosen }: PickProps) {
  const { t } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  return (
    <FormRow label={label} hint={hint}>
      {(bound) => (
        <span className={styles.pick}>
          <Button {...bound} onClick={() => input.current?.click()}>
            {t("models.plug.choose")}
          </Button>
          <span>{chosen?.name ?? t("models.plug.none")}</span>
          <input
            ref={input}
            type="file"
            hidden
            accept={accept}
            aria-label={label}
            onChange={(event) => {
              const [one] = event.target.files ?? [];
              event.target.value = "";
              if (one) onChosen(one);
            }}
          />
        </span>
      )}
    </FormRow>
  );
}
