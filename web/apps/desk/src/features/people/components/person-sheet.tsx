import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Masked } from "@gongdan/ui/masked";
import { EntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { InClear } from "@gongdan/ui/watermark";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { accountQuery, type Person, personDoor, unitNamesQuery } from "../api/people";
import { draftOf, personBody, personDifferences, personPointers } from "../model/person-draft";
import { workingWords } from "../model/working-words";
import { Absences } from "./absences";
import { Contests } from "./contests";
import { PersonFields } from "./person-fields";

interface Props {
  readonly person: Person;
  readonly mayChange: boolean;
  readonly mayRecord: boolean;
  readonly onClose: () => void;
}

/** One person: what he has in hand, and what is registered of him, to be changed by who may. */
export function PersonSheet({ person, mayChange, mayRecord, onClose }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const [draft, setDraft] = useState(() => draftOf(person));
  const { save, archive, pending, error } = useRegister(personDoor, onClose);
  const units = useQuery(unitNamesQuery);
  const accounts = [useQuery(accountQuery(person.user ?? "")), useQuery(accountQuery(draft.user ?? ""))] as const;
  const telling = {
    label: (field: "name" | "unit" | "user" | "skills" | "phone" | "working") => t(`persons.${field}`),
    working: (working: Person["working"], skills: readonly string[]) => workingWords(working, skills, speech, (id) => units.data?.get(id) ?? id),
    unit: (id: string | null) => (id && (units.data?.get(id) ?? id)) || "",
    user: (id: string | null) => (id && ((id === person.user ? accounts[0].data : accounts[1].data) ?? id)) || "",
  };
  const final = draft.phone !== undefined;
  const change = {
    pending,
    error,
    pointers: personPointers,
    differences: personDifferences(person, draft, telling),
    final,
    active: person.active,
    onArchive: () => archive.mutate(person),
    onSave: () => save.mutate({ of: person, change: personBody(draft), back: final ? undefined : personBody(draftOf(person)) }),
  };
  return (
    <EntrySheet title={person.name} onClose={onClose} change={mayChange ? change : undefined}>
      {person.personal === "full" && <InClear />}
      {person.user && <Link to={`/orders?holder=${person.user}`}>{t("persons.orders")}</Link>}
      {person.active && <Absences person={person} mayRecord={mayRecord} />}
      {mayChange && <Contests person={person.id} />}
      {mayChange ? (
        <PersonFields person={person} draft={draft} error={error} onChange={setDraft} />
      ) : (
        <Facts
          facts={[
            { name: t("persons.unit"), value: telling.unit(person.unit) },
            { name: t("persons.skills"), value: person.skills.join(" · ") },
            { name: t("persons.working"), value: telling.working(person.working, person.skills).join(" · ") },
            { name: t("persons.user"), value: telling.user(person.user) },
            { name: t("persons.phone"), value: person.phone && <Phone person={person} phone={person.phone} /> },
          ]}
        />
      )}
    </EntrySheet>
  );
}

function Phone({ person, phone }: { readonly person: Person; readonly phone: string }) {
  const { t } = useSpeech();
  if (person.personal === "full") return phone;
  return <Masked thing={{ kind: "person", id: person.id }} field="phone" label={t("persons.phone")} value={phone} />;
}
