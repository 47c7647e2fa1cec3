import type { Field, Privacy } from "@gongdan/flow-model/bundle";
import { ask, type Asked, asks, changeField, formsInOrder, kindOf, removeField } from "@gongdan/flow-model/fields";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Input, Segmented, Select } from "antd";
import type { PartProps } from "../../model/part";
import styles from "./fields.module.css";
import { OptionsEditor } from "./options-editor";
import { PrivacyFields } from "./privacy-fields";

interface Props extends PartProps {
  readonly of: string;
  readonly field: Field;
  readonly onClose: () => void;
}

const languages = ["zh", "en"] as const;
const privacies: readonly Privacy[] = ["public", "internal", "personal", "sensitive"];

/** One field: its name, what can be chosen, how far it may travel, and which steps ask it. */
export function FieldPanel({ bundle, edit, findings, readOnly, of, field, onClose }: Props) {
  const { t, locale } = useSpeech();
  const title = wordsOf(field.title, locale) || of;
  const kind = kindOf(field);
  const change = (next: (field: Field) => Field) => edit(t("fields.edit.change", { name: title }), (before) => changeField(before, of, next));
  const place = `fields/${of}`;
  const faults = findings.filter((each) => each.place === place || each.place.startsWith(`${place}/`));
  const isPersonal = field.privacy === "personal" || field.privacy === "sensitive";
  return (
    <aside className={styles.panel} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Button type="text" size="small" aria-label={t("canvas.panel.close")} onClick={onClose}>
          ×
        </Button>
      </header>
      {faults.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.mend}>
          {each.what} {each.mend}
        </p>
      ))}
      {languages.map((language) => (
        <FormRow key={language} label={t("fields.name.in", { language: t(`studio.language.${language}`) })}>
          {({ id }) => (
            <Input
              id={id}
              lang={language}
              value={field.title[language] ?? ""}
              disabled={readOnly}
              maxLength={80}
              onChange={({ target }) => change((old) => ({ ...old, title: { ...old.title, [language]: target.value } }))}
            />
          )}
        </FormRow>
      ))}
      {(kind === "choice" || kind === "choices") && <OptionsEditor field={field} readOnly={readOnly} onChange={change} />}
      <section className={styles.asked} aria-label={t("fields.asked")}>
        <h3>{t("fields.asked")}</h3>
        {formsInOrder(bundle).map(([name, form]) => {
          const words = wordsOf(form.title, locale) || name;
          return (
            <div key={name} className={styles.ask}>
              <span>{words}</span>
              <Segmented<Asked>
                size="small"
                aria-label={t("fields.asked.at", { form: words })}
                disabled={readOnly}
                value={asks(form, of)}
                options={(["no", "may", "must"] as const).map((value) => ({ value, label: t(`fields.asks.${value}`) }))}
                onChange={(wish) => edit(t("fields.edit.ask", { name: title, form: words }), (before) => ask(before, name, of, wish))}
              />
            </div>
          );
        })}
      </section>
      <FormRow label={t("fields.privacy")}>
        {({ id }) => (
          <Select
            id={id}
            value={field.privacy ?? "internal"}
            disabled={readOnly}
            getPopupContainer={besidePage}
            options={privacies.map((value) => ({ value, label: t(`fields.privacy.${value}`) }))}
            onChange={(privacy) => change((old) => ({ ...old, privacy }))}
          />
        )}
      </FormRow>
      {isPersonal && <PrivacyFields field={field} readOnly={readOnly} onChange={change} />}
      {!readOnly && (
        <p>
          <Button
            onClick={() => {
              onClose();
              edit(t("fields.edit.remove", { name: title }), (before) => removeField(before, of));
            }}
          >
            {t("fields.remove")}
          </Button>
        </p>
      )}
    </aside>
  );
}
