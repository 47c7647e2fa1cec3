import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Facts } from "@gongdan/ui/facts";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { aboutMeQuery, recordsQuery } from "../api/about-me";
import { workingWords } from "../model/working-words";
import { OwnAbsences } from "./own-absences";
import { OwnContests } from "./own-contests";
import { OwnPlace } from "./own-place";
import styles from "./working-fields.module.css";

/** What is stored about whoever reads, what it is used for, and a way to object. */
export function AboutMePage() {
  const speech = useSpeech();
  const { t } = speech;
  const found = useQuery(aboutMeQuery);
  const person = found.data?.person;
  return (
    <PageFrame title={t("about.title")} detail={t("about.detail")} width="text">
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data && !person && <EmptyState title={t("about.nothing")} detail={t("about.nothing.detail")} />}
      {found.data && person && (
        <>
          <Panel title={t("persons.working")}>
            <Facts
              facts={[
                { name: t("persons.name"), value: person.name },
                { name: t("persons.phone"), value: person.phone },
                { name: t("persons.working"), value: workingWords(person.working, person.skills, speech, () => "").join(" · ") },
                { name: t("persons.territories"), value: t("about.territories", { n: person.working.territories.length }) },
              ]}
            />
          </Panel>
          <Records />
          <OwnAbsences absences={found.data.absences} />
          <OwnPlace places={found.data.places} />
          <OwnContests contests={found.data.contests} />
        </>
      )}
    </PageFrame>
  );
}

function Records() {
  const { t } = useSpeech();
  const records = useQuery(recordsQuery);
  return (
    <Panel title={t("about.records")}>
      <p className={styles.quiet}>{t("about.records.detail")}</p>
      {records.error && <ProblemNote error={records.error} />}
      {records.data?.length === 0 && <p>{t("about.records.none")}</p>}
      {records.data?.map(({ category, name, good, tries }) => (
        <p key={category}>{t("about.record", { name, good: String(Math.round(10 * good) / 10), tries: String(tries) })}</p>
      ))}
    </Panel>
  );
}
