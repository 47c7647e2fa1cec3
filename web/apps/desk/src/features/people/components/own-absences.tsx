import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import { type AboutMe, useOwnAbsence } from "../api/about-me";
import styles from "./working-fields.module.css";

/** One's own absences: said by oneself, without asking anybody. */
export function OwnAbsences({ absences }: { readonly absences: AboutMe["absences"] }) {
  const { t, moment } = useSpeech();
  const send = useOwnAbsence();
  return (
    <Panel title={t("about.away")}>
      <p className={styles.quiet}>{t("persons.away.hint")}</p>
      {send.error && <ProblemNote error={send.error} />}
      {absences.map((each) => (
        <p key={each.id}>
          {t("persons.away.from", { begins: moment(new Date(each.begins)) })}{" "}
          <Button size="small" loading={send.isPending} onClick={() => { send.mutate(each.id); }}>
            {t("persons.away.back")}
          </Button>
        </p>
      ))}
      {absences.length === 0 && (
        <p>
          <Button loading={send.isPending} onClick={() => { send.mutate(undefined); }}>
            {t("about.away.now")}
          </Button>
        </p>
      )}
    </Panel>
  );
}
