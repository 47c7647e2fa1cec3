import type { Subject } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { useTell } from "@gongdan/ui/told";
import { useState } from "react";
import { useErase } from "../api/subjects";
import styles from "./privacy-page.module.css";

interface Props {
  readonly subject: Subject;
  readonly onClose: () => void;
}

/** Erasing in two steps: first what goes, what stays and why; then the reason, and no way back. */
export function EraseSteps({ subject, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const [read, setRead] = useState(false);
  const erase = useErase(subject.id);
  if (!read) {
    return (
      <ConfirmAct
        key="plan"
        title={t("privacy.erase.plan")}
        act={t("privacy.erase.next")}
        onConfirm={() => setRead(true)}
        onClose={onClose}
      >
        <Plan subject={subject} />
      </ConfirmAct>
    );
  }
  return (
    <ConfirmAct
      key="sure"
      title={t("privacy.erase.title")}
      act={t("privacy.erase.act")}
      final
      danger
      withReason
      pending={erase.isPending}
      error={erase.error}
      onConfirm={(reason) =>
        erase.mutate(reason, {
          onSuccess: () => {
            onClose();
            tell(t("privacy.erase.done"));
          },
        })
      }
      onClose={onClose}
    >
      <p>{t("privacy.erase.sure", { n: subject.holdings.length })}</p>
    </ConfirmAct>
  );
}

function Plan({ subject }: { readonly subject: Subject }) {
  const { t, word } = useSpeech();
  const kinds = [...new Set(subject.holdings.map((each) => each.where.kind))];
  return (
    <div className={styles.plan}>
      <section>
        <h3>{t("privacy.goes")}</h3>
        <ul>
          <li>{t("privacy.goes.key")}</li>
          {kinds.map((kind) => (
            <li key={kind}>{word("privacy.goes", kind, "privacy.goes.other")}</li>
          ))}
          <li>{t("privacy.goes.copies")}</li>
        </ul>
      </section>
      <section>
        <h3>{t("privacy.stays")}</h3>
        <ul>
          <li>{t("privacy.stays.events")}</li>
          <li>{t("privacy.stays.words")}</li>
          <li>{t("privacy.stays.trail")}</li>
        </ul>
      </section>
    </div>
  );
}
