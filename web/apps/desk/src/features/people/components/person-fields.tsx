import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { SealedField } from "@gongdan/ui/sealed-field";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { accountQuery, accountsQuery, type Person, unitNamesQuery } from "../api/people";
import type { PersonDraft } from "../model/person-draft";
import { WorkingFields } from "./working-fields";

interface Props {
  /** The person as registered; undefined for a new one. */
  readonly person?: Person;
  readonly draft: PersonDraft;
  readonly error: unknown;
  readonly onChange: (draft: PersonDraft) => void;
}

/** The fields of a person, each with what the server found wrong at it. */
export function PersonFields({ person, draft, error, onChange }: Props) {
  const { t } = useSpeech();
  const units = useQuery(unitNamesQuery);
  return (
    <>
      <FormRow label={t("persons.name")} error={wrongAt(error, "/name")}>
        {(bound) => <Input {...bound} value={draft.name} onChange={(event) => onChange({ ...draft, name: event.target.value })} />}
      </FormRow>
      <FormRow label={t("persons.unit")} optional error={wrongAt(error, "/unit")}>
        {(bound) => (
          <Select
            {...bound}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={besideField}
            value={draft.unit}
            options={[...(units.data ?? [])].map(([value, label]) => ({ value, label }))}
            onChange={(unit: string | null | undefined) => onChange({ ...draft, unit: unit ?? null })}
          />
        )}
      </FormRow>
      <FormRow label={t("persons.skills")} optional hint={t("persons.skills.hint")} error={wrongAt(error, "/skills")}>
        {(bound) => (
          <Select
            {...bound}
            mode="tags"
            open={false}
            suffix={null}
            tokenSeparators={[",", "，", "、"]}
            value={[...draft.skills]}
            onChange={(skills: string[]) => onChange({ ...draft, skills })}
          />
        )}
      </FormRow>
      <WorkingFields skills={draft.skills} working={draft.working} error={error} onChange={(working) => onChange({ ...draft, working })} />
      <SealedField
        label={t("persons.phone")}
        field="phone"
        known={person && { thing: { kind: "person", id: person.id }, value: person.phone, view: person.personal }}
        edit={draft.phone}
        error={wrongAt(error, "/phone")}
        onEdit={(phone) => onChange({ ...draft, phone })}
      />
      <FormRow label={t("persons.user")} optional error={wrongAt(error, "/user")}>
        {(bound) => <AccountSelect bound={bound} value={draft.user} onChange={(user) => onChange({ ...draft, user })} />}
      </FormRow>
    </>
  );
}

interface AccountProps {
  readonly bound: { readonly id: string; readonly status: "error" | "" };
  readonly value: string | null;
  readonly onChange: (user: string | null) => void;
}

function AccountSelect({ bound, value, onChange }: AccountProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const found = useQuery(accountsQuery(useDebounced(typed.trim())));
  const chosen = useQuery(accountQuery(value ?? ""));
  const others = (found.data ?? []).filter((each) => each.value !== value);
  const options = [...(value && chosen.data ? [{ value, label: chosen.data }] : []), ...others];
  const none = { value: "", label: t("persons.choose.none"), disabled: true };
  return (
    <Select
      {...bound}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      getPopupContainer={besideField}
      placeholder={t("persons.user.none")}
      value={value}
      options={options.length > 0 ? options : [none]}
      onChange={(user: string | null | undefined) => onChange(user ?? null)}
    />
  );
}
