import type { Me, Subject } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { useState } from "react";
import { subjectQuery, useExport, useHold } from "../api/subjects";
import { Consents } from "./consents";
import { Certificate } from "./certificate";
import { EraseSteps } from "./erase-steps";
import styles from "./privacy-page.module.css";
import { ReasonAct } from "./reason-act";
import { Holdings, Looks } from "./subject-tables";

/** All that is known of one person: places and names of fields, never a value. */
export function SubjectView({ id, me }: { readonly id: string; readonly me: Me }) {
  const { t } = useSpeech();
  const subject = useQuery(subjectQuery(id));
  if (subject.isPending) return <Spin aria-label={t("app.loading")} />;
  if (subject.isLoadingError) return <ProblemNote error={subject.error} />;
  const { data } = subject;
  return (
    <>
      {data.erasure && <Certificate erasure={data.erasure} looks={data.seen} />}
      {data.hold && <Note tone="warn" title={t("privacy.held", { reason: data.hold })} />}
      {!data.erasure && <Acts subject={data} me={me} />}
      <Holdings rows={data.holdings} erased={data.erasure !== null} />
      <Consents subject={data} mayRecord={me.actions.includes("consent.record")} />
      <Looks rows={data.seen} />
    </>
  );
}

type Open = "export" | "erase" | "hold";

function Acts({ subject, me }: { readonly subject: Subject; readonly me: Me }) {
  const { t } = useSpeech();
  const tell = useTell();
  const [open, setOpen] = useState<Open | null>(null);
  const held = subject.hold !== null;
  const give = useExport(subject.id);
  const hold = useHold(subject.id, held);
  const may = (action: string) => me.actions.includes(action);
  const close = () => setOpen(null);
  const done = (words: string) => ({
    onSuccess: () => {
      close();
      tell(words);
    },
  });
  return (
    <div className={styles.acts}>
      {may("subject.export") && <Button onClick={() => setOpen("export")}>{t("privacy.export")}</Button>}
      {may("subject.erase") && (
        <>
          <Button onClick={() => setOpen("hold")}>{t(held ? "privacy.release" : "privacy.hold")}</Button>
          <Button disabled={held} onClick={() => setOpen("erase")}>
            {t("privacy.erase")}
          </Button>
        </>
      )}
      {open === "export" && (
        <ReasonAct
          title={t("privacy.export.title")}
          detail={t("privacy.export.detail")}
          act={t("privacy.export")}
          sending={give}
          onSend={(reason) => give.mutate(reason, done(t("privacy.export.done")))}
          onClose={close}
        />
      )}
      {open === "hold" && (
        <ReasonAct
          title={t(held ? "privacy.release.title" : "privacy.hold.title")}
          detail={t(held ? "privacy.release.detail" : "privacy.hold.detail")}
          act={t(held ? "privacy.release" : "privacy.hold")}
          sending={hold}
          onSend={(reason) => hold.mutate(reason, done(t(held ? "privacy.release.done" : "privacy.hold.done")))}
          onClose={close}
        />
      )}
      {open === "erase" && <EraseSteps subject={subject} onClose={close} />}
    </div>
  );
}
