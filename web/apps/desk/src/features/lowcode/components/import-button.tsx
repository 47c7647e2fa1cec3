import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { takeFile } from "../api/bundle-files";
import { useSend } from "../api/definitions";
import styles from "./definitions.module.css";

/** Takes a definition from a file and keeps it as a draft; nothing is published or overwritten by it. */
export function ImportButton() {
  const { t } = useSpeech();
  const tell = useTell();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const take = useSend(takeFile, ({ key, faults }) => {
    if (faults.length > 0) return;
    tell(t("types.imported"));
    void navigate(`/order-types/${key}`);
  });
  const faults = take.data?.faults ?? [];
  return (
    <div className={styles.import}>
      <Button loading={take.isPending} onClick={() => picker.current?.click()}>
        {t("types.import")}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t("types.import")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) take.mutate(file);
        }}
      />
      {faults.length > 0 && (
        <div role="alert">
          <p>{t("types.import.unreadable")}</p>
          <ul>
            {faults.map(({ code, place, what, mend }) => (
              <li key={`${code} ${place}`}>
                {what} {mend} {place && <code>{place}</code>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {take.error && <ProblemNote error={take.error} />}
    </div>
  );
}
