import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { checkQuery, publishDraft, useSend } from "../api/definitions";
import styles from "./definitions.module.css";

interface Props {
  readonly of: string;
  readonly edition: number;
}

/** The draft: what keeps it from being published, each finding with its place, or the way to publish it. */
export function DraftPart({ of, edition }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const [asked, setAsked] = useState(false);
  const check = useQuery(checkQuery(of, edition));
  const publish = useSend(
    (note: string) => publishDraft(of, edition, note),
    ({ version }) => {
      setAsked(false);
      tell(t("types.published", { version }));
    },
  );
  const sound = check.data?.findings.length === 0;
  return (
    <section aria-labelledby="type-draft" className={styles.part}>
      <h2 id="type-draft">{t("types.draft")}</h2>
      {check.isPending && <Skeleton active title={false} />}
      {check.isError && <ProblemNote error={check.error} />}
      {check.data && (
        <Note tone={sound ? "good" : "warn"} title={t("types.findings", { n: check.data.findings.length })}>
          <ul className={styles.findings}>
            {check.data.findings.map((each) => (
              <li key={`${each.place} ${each.code}`}>
                <code>{each.place}</code> {each.what} <span className={styles.quiet}>{each.mend}</span>
              </li>
            ))}
          </ul>
          <p>{t("types.changes", { n: check.data.changes.length })}</p>
          <ul className={styles.findings}>
            {check.data.changes.map((each) => (
              <li key={each.place}>
                {t(`change.${each.kind}`)} <code>{each.place}</code>
              </li>
            ))}
          </ul>
        </Note>
      )}
      <p>
        <Button type="primary" disabled={!sound} onClick={() => setAsked(true)}>
          {t("types.publish")}
        </Button>
      </p>
      {asked && (
        <ConfirmAct title={t("types.publish")} act={t("types.publish")} withReason pending={publish.isPending}
          error={publish.error} onConfirm={publish.mutate} onClose={() => setAsked(false)}>
          <p>{t("types.publish.detail")}</p>
        </ConfirmAct>
      )}
    </section>
  );
}
