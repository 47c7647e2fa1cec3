import type { Field } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Select } from "antd";
import { useState } from "react";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import { FieldCards } from "./field-cards";
import { FieldPanel } from "./field-panel";
import styles from "./form-designer.module.css";
import { FormPreview } from "./form-preview";
import { LibraryTake } from "./library-take";
import { PermissionMatrix } from "./permission-matrix";

/** Forms drawn by hand: fields on the left, the form in the middle, the chosen field on the right, its look below. */
export function FormDesigner(props: PartProps) {
  const { bundle, edit, findings, readOnly, at } = props;
  const { t, locale } = useSpeech();
  const keys = Object.keys(bundle.forms ?? {});
  const [opened, setOpened] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [followed, setFollowed] = useState<string>();
  if (at !== followed) {
    // a finding was followed: its form and field come into view
    setFollowed(at);
    const [part, first, , , , name] = at?.split("/") ?? [];
    if (part === "forms") setOpened(first);
    setChosen(part === "fields" ? first : name?.split(".")[0]);
  }
  const key = keys.find((each) => each === opened) ?? keys[0];
  const form = key === undefined ? undefined : bundle.forms?.[key];
  const names = edits.namesOf(form);
  const add = () => {
    const made = edits.freshForm(bundle);
    edit(t("fd.edit.form"), (before) => edits.addForm(before, made));
    setOpened(made);
  };
  const addField = (sort: edits.FieldSort) => {
    put(edits.freshName(bundle, sort), edits.newField(sort));
  };
  const put = (name: string, field: Field) => {
    if (key === undefined) return;
    edit(t("fd.edit.add"), (before) => edits.addField(before, key, name, field));
    setChosen(name);
  };
  const spare = Object.entries(bundle.fields ?? {}).filter(([name]) => !names.includes(name));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t("fd.title")}</h2>
        {key !== undefined && (
          <Select
            aria-label={t("fd.form")}
            className={styles.forms}
            value={key}
            getPopupContainer={besidePage}
            options={keys.map((each) => ({ value: each, label: wordsOf(bundle.forms?.[each]?.title, locale) || each }))}
            onChange={setOpened}
          />
        )}
        {!readOnly && <Button onClick={add}>{t("fd.form.add")}</Button>}
      </header>
      {key === undefined && <p className={styles.quiet}>{t("fd.noforms")}</p>}
      {key !== undefined && (
        <>
          <div className={styles.desk}>
            {!readOnly && (
              <nav className={styles.palette} aria-label={t("fd.palette")}>
                <h3>{t("fd.palette")}</h3>
                {edits.sorts.map((sort) => (
                  <Button key={sort} size="small" onClick={() => addField(sort)}>
                    {wordsOf(edits.newField(sort).title, locale)}
                  </Button>
                ))}
                <LibraryTake bundle={bundle} onTake={(name, field) => put(name, field)} />
                {spare.length > 0 && (
                  <Select
                    aria-label={t("fd.existing")}
                    placeholder={t("fd.existing")}
                    value={null}
                    showSearch={{ optionFilterProp: "label" }}
                    getPopupContainer={besidePage}
                    options={spare.map(([name, field]) => ({ value: name, label: wordsOf(field.title, locale) || name }))}
                    onChange={(name: string | null) => {
                      if (name === null) return;
                      edit(t("fd.edit.add"), (before) => edits.placeField(before, key, name));
                      setChosen(name);
                    }}
                  />
                )}
              </nav>
            )}
            <FieldCards {...props} form={key} names={names} chosen={chosen} onChoose={setChosen} />
            <FieldPanel {...props} form={key} name={chosen !== undefined && names.includes(chosen) ? chosen : undefined} onGone={() => setChosen(undefined)} />
          </div>
          <FormPreview bundle={bundle} form={key} />
          <PermissionMatrix bundle={bundle} edit={edit} readOnly={readOnly} form={key} names={names} />
        </>
      )}
      {findings
        .filter(({ place }) => !names.some((name) => place.includes(`/${name}`)))
        .map((each) => (
          <p key={each.place + each.code} role="alert" className={styles.fault}>
            {each.what} {each.mend}
          </p>
        ))}
    </div>
  );
}
