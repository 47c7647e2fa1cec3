import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { type Asked, RegisterList } from "@gongdan/ui/register-list";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { peopleQuery, personQuery, unitNamesQuery } from "../api/people";
import { NewPersonSheet } from "./new-person-sheet";
import { PersonSheet } from "./person-sheet";

/** Who does the work: found by name and skill. */
export function PeoplePage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const mayChange = me.actions.includes("person.change");
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<Asked>({ typed: "", archived: false });
  const [skill, setSkill] = useState("");
  const filter = useDebounced(`${asked.typed.trim()}\n${skill.trim()}`).split("\n");
  const people = useInfiniteQuery(peopleQuery({ q: filter[0] ?? "", skill: filter[1] ?? "", active: !asked.archived }));
  const units = useQuery(unitNamesQuery);
  const open = useQuery(personQuery(id));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("persons.add")}
    </Button>
  );
  return (
    <PageFrame title={t("persons.title")} detail={t("persons.detail")} acts={add}>
      <RegisterList
        label={t("persons.title")}
        search={t("persons.search")}
        asked={asked}
        onAsk={setAsked}
        pages={people}
        narrowed={skill.trim() !== ""}
        columns={[
          { key: "name", title: t("persons.name"), cell: ({ name }) => name },
          { key: "unit", title: t("persons.unit"), cell: ({ unit }) => (unit ? units.data?.get(unit) : "") },
          { key: "skills", title: t("persons.skills"), cell: ({ skills }) => skills.join(" · ") },
          { key: "phone", title: t("persons.phone"), cell: ({ phone }) => phone },
        ]}
        openKey={id}
        onOpen={(person) => void navigate(`/people/${person.id}`)}
        empty={{ title: t("persons.empty.title"), detail: t("persons.empty.detail"), act: add }}
      >
        <Input
          aria-label={t("persons.skill")}
          type="search"
          placeholder={t("persons.skill")}
          value={skill}
          onChange={(event) => setSkill(event.target.value)}
        />
      </RegisterList>
      {making && <NewPersonSheet onClose={() => setMaking(false)} />}
      {open.error && <ProblemNote error={open.error} />}
      {open.data && (
        <PersonSheet key={open.data.version} person={open.data} mayChange={mayChange} mayRecord={me.actions.includes("absence.record")} onClose={() => void navigate("/people")} />
      )}
    </PageFrame>
  );
}
