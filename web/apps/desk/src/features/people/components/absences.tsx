import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { absencesQuery, type Person, useAbsence } from "../api/people";
import styles from "./working-fields.module.css";

/** When somebody is away; why is not asked. */
export function Absences({ person, mayRecord }: { readonly person: Person; readonly mayRecord: boolean }) {
  const { t, moment } = useSpeech();
  const tell = useTell();
  const found = useQuery(absencesQuery(person.id));
  const send = useAbsence(person.id);
  const problem = found.error ?? send.error;
  const { name } = person;
  const record = () => { send.mutate(undefined, { onSuccess: () => { tell(t("persons.away.said", { name })); } }); };
  return (
    <Panel
      title={t("persons.away")}
      acts={mayRecord && found.data?.length === 0 && (
        <Button size="small" loading={send.isPending} onClick={record}>
          {t("persons.away.now")}
        </Button>
      )}
    >
      {problem && <ProblemNote error={problem} />}
      {found.data?.length === 0 && <p className={styles.quiet}>{t("persons.away.none")}</p>}
      {found.data?.map((each) => (
        <p key={each.id}>
          {each.ends ? t("persons.away.span", { begins: moment(new Date(each.begins)), ends: moment(new Date(each.ends)) }) : t("persons.away.from", { begins: moment(new Date(each.begins)) })}{" "}
          {mayRecord && (
            <Button size="small" loading={send.isPending} onClick={() => { send.mutate(each, { onSuccess: () => { tell(t("persons.away.taken", { name })); } }); }}>
              {t("persons.away.back")}
            </Button>
          )}
        </p>
      ))}
      {mayRecord && <p className={styles.quiet}>{t("persons.away.hint")}</p>}
    </Panel>
  );
}
