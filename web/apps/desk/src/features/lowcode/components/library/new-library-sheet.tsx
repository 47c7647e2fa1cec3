import type { Bundle, Field } from "@gongdan/flow-model/bundle";
import { fieldKey } from "@gongdan/flow-model/fields";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { NewEntrySheet } from "@gongdan/ui/register-sheet";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { Input, Select } from "antd";
import { useState } from "react";
import { libraryDoor } from "../../api/library";
import * as edits from "../../model/form-edits";
import { LibraryFields } from "./library-fields";

interface Props {
  /** The codes that are taken. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

/** The kinds of fields that make sense without a form around them. */
const sorts = edits.sorts.filter((sort) => sort !== "lines");
const blank = (sort: edits.FieldSort): Field => ({ ...edits.newField(sort), title: {} });

/** A new field for all order types: what it is called and what it is; its code follows its English name. */
export function NewLibrarySheet({ taken, onClose }: Props) {
  const { t, locale } = useSpeech();
  const [sort, setSort] = useState<edits.FieldSort>("text");
  const [field, setField] = useState(() => blank("text"));
  const [own, setOwn] = useState<string>();
  const { create } = useRegister(libraryDoor(locale), onClose);
  const shelf = { fields: Object.fromEntries(taken.map((name) => [name, field])) } as unknown as Bundle;
  const name = own ?? fieldKey(shelf, field.title, sort);
  const turn = (next: edits.FieldSort) => {
    setSort(next);
    setField(({ title, help, privacy }) => ({ ...blank(next), title, ...(help && { help }), ...(privacy && { privacy }) }));
  };
  const save = { pending: create.isPending, error: create.error, pointers: [], onSave: () => create.mutate({ name, field }) };
  return (
    <NewEntrySheet title={t("library.add")} onClose={onClose} {...save}>
      <FormRow label={t("library.kind")}>
        {({ id }) => (
          <Select id={id} value={sort} getPopupContainer={besidePage} options={sorts.map((each) => ({ value: each, label: wordsOf(edits.newField(each).title, locale) }))} onChange={turn} />
        )}
      </FormRow>
      <LibraryFields name={wordsOf(field.title, locale) ? name : ""} field={field} readOnly={false} onChange={(part) => setField((old) => ({ ...old, ...part }))} />
      <FormRow label={t("fd.p.name")} hint={t("library.code.hint")}>
        {(bound) => <Input {...bound} value={name} maxLength={40} onChange={({ target }) => setOwn(target.value)} />}
      </FormRow>
    </NewEntrySheet>
  );
}
