import { useSpeech } from "@gongdan/i18n/react";
import { NewEntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { useState } from "react";
import { personDoor } from "../api/people";
import { blankPerson, personBody, personPointers } from "../model/person-draft";
import { PersonFields } from "./person-fields";

/** Registers a person; taken back, the entry is archived, for nothing here is deleted. */
export function NewPersonSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState(blankPerson);
  const { create } = useRegister(personDoor, onClose);
  return (
    <NewEntrySheet
      title={t("persons.add")}
      onClose={onClose}
      pending={create.isPending}
      error={create.error}
      pointers={personPointers}
      onSave={() => create.mutate(personBody(draft))}
    >
      <PersonFields draft={draft} error={create.error} onChange={setDraft} />
    </NewEntrySheet>
  );
}
