import type { Form } from "@gongdan/flow-model/bundle";
import { type FieldKind, fieldKinds } from "@gongdan/flow-model/fields";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Input, Modal, Select } from "antd";
import { useId, useState } from "react";
import styles from "./fields.module.css";

interface Props {
  readonly forms: readonly (readonly [string, Form])[];
  readonly onAdd: (name: string, kind: FieldKind, form: string) => void;
}

/** Asks what a new field is called, what it is, and at which step it is asked. */
export function NewField({ forms, onAdd }: Props) {
  const { t, locale } = useSpeech();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<FieldKind>("text");
  const [at, setAt] = useState(forms[0]?.[0] ?? "");
  const close = () => {
    setOpen(false);
    setName("");
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("fields.add")}
      </Button>
      <Modal
        open={open}
        title={t("fields.add")}
        getContainer={besidePage}
        destroyOnHidden
        onCancel={close}
        footer={
          <Button type="primary" htmlType="submit" form={form} disabled={name.trim() === ""}>
            {t("fields.add")}
          </Button>
        }
      >
        <form
          id={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            onAdd(name.trim(), kind, at);
            close();
          }}
        >
          <FormRow label={t("fields.name")}>{({ id }) => <Input id={id} value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />}</FormRow>
          <FormRow label={t("fields.kind")}>
            {({ id }) => (
              <Select
                id={id}
                value={kind}
                getPopupContainer={besidePage}
                options={fieldKinds.map((each) => ({ value: each, label: t(`fields.kind.${each}`) }))}
                onChange={setKind}
              />
            )}
          </FormRow>
          <FormRow label={t("fields.asked")}>
            {({ id }) => (
              <Select
                id={id}
                value={at}
                getPopupContainer={besidePage}
                options={forms.map(([key, each]) => ({ value: key, label: wordsOf(each.title, locale) || key }))}
                onChange={setAt}
              />
            )}
          </FormRow>
        </form>
      </Modal>
    </>
  );
}
