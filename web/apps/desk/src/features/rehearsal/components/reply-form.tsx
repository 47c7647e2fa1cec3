import { FormFields } from "@gongdan/forms/antd/form-fields";
import { useLiveForm } from "@gongdan/forms/antd/use-live-form";
import { startingValues } from "@gongdan/forms/core/check";
import type { Bag } from "@gongdan/forms/core/json";
import { type FormDefinition, readForm, sectionsOf } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useMemo, useState } from "react";
import styles from "./rehearsal.module.css";

interface Props {
  /** What the reply may hold; without, it says nothing but that it came. */
  readonly form: FormDefinition | undefined;
  /** What the order knows, as the form's rules read it. */
  readonly known: Bag;
  readonly act: string;
  readonly pending: boolean;
  readonly onSend: (data: Bag) => void;
}

/** The values of a made-up reply, and the button that lets it come. */
export function ReplyForm({ form, known, act, pending, onSend }: Props) {
  const { locale } = useSpeech();
  const fields = useMemo(() => (form ? readForm(form, locale) : []), [form, locale]);
  const [values, setValues] = useState(() => startingValues(fields, known));
  const [tried, setTried] = useState(false);
  const live = useLiveForm(form, fields, values, known);
  const send = () => {
    setTried(true);
    if (live.issues.length === 0) onSend(live.sent);
  };
  return (
    <div className={styles.form}>
      <FormFields
        fields={live.fields}
        values={live.values}
        {...(form && { sections: sectionsOf(form, fields.map(({ name }) => name), locale) })}
        issues={tried ? live.issues : []}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      <div className={styles.acts}>
        <Button type="primary" loading={pending} onClick={send}>
          {act}
        </Button>
      </div>
    </div>
  );
}
