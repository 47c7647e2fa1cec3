import type { Bundle, Loose } from "@gongdan/flow-model/bundle";
import { FormFields } from "@gongdan/forms/antd/form-fields";
import { useLiveForm } from "@gongdan/forms/antd/use-live-form";
import { startingValues } from "@gongdan/forms/core/check";
import { completeForm } from "@gongdan/forms/core/complete-form";
import { readForm, sectionsOf, type Values } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { useMemo, useState } from "react";
import styles from "./form-designer.module.css";

const sample: Loose = { urgency: 3, impact: 3, priority: 5 };

/** The form as it will be, on a desk and on a phone, alive: rules answer to what is typed. */
export function FormPreview({ bundle, form }: { readonly bundle: Bundle; readonly form: string }) {
  const { t, locale } = useSpeech();
  const made = useMemo(() => completeForm(bundle as unknown as Loose, form), [bundle, form]);
  const fields = useMemo(() => readForm(made, locale), [made, locale]);
  const [typed, setTyped] = useState<Values>({});
  const values = useMemo(() => ({ ...startingValues(fields, {}), ...typed }), [fields, typed]);
  const live = useLiveForm(made, fields, values, sample);
  const sections = sectionsOf(made, fields.map(({ name }) => name), locale);
  const shown = (
    <FormFields
      fields={live.fields}
      values={live.values}
      issues={live.issues.filter(({ code }) => code !== "required")}
      sections={sections}
      onChange={(name, value) => setTyped((before) => ({ ...before, [name]: value }))}
    />
  );
  return (
    <section className={styles.previews} aria-label={t("fd.preview")}>
      <h3>{t("fd.preview")}</h3>
      <div className={styles.looks}>
        {(["desk", "phone"] as const).map((look) => (
          <section key={look} className={styles.look} data-look={look} aria-label={t(`fd.preview.${look}`)}>
            <h4>{t(`fd.preview.${look}`)}</h4>
            {shown}
          </section>
        ))}
      </div>
    </section>
  );
}
