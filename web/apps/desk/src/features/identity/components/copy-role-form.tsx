import type { Role } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useCopyRole, useRemoveRole } from "../api/roles";
import styles from "./form.module.css";
import { useRoleName } from "./use-role-names";

/** A copy of a role under another name, to be changed then; orders still know its holders by the original. */
export function CopyRoleForm({ role }: { readonly role: Role }) {
  const { t } = useSpeech();
  const tell = useTell();
  const navigate = useNavigate();
  const name = useRoleName();
  const copy = useCopyRole();
  const remove = useRemoveRole();
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState(`${role.key}-2`);
  const [named, setNamed] = useState({ zh: `${role.name_zh} 2`, en: `${role.name_en} 2` });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const body = { source: role.key, key, name_zh: named.zh, name_en: named.en };
    copy.mutate(body, {
      onSuccess(made) {
        setOpen(false);
        void navigate(`/roles/${made.key}`);
        tell(t("roles.copied", { name: name(made) }), () =>
          remove.mutateAsync(made.key).then(() => void navigate(`/roles/${role.key}`)),
        );
      },
    });
  };
  if (!open) {
    return (
      <p className={styles.acts}>
        <Button type={role.shipped ? "primary" : "default"} onClick={() => setOpen(true)}>
          {t("roles.copy")}
        </Button>
      </p>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("roles.copy")}>
      <h2>{t("roles.copy")}</h2>
      {copy.error && !isSaidAt(copy.error, ["/key", "/name_zh", "/name_en"]) && <ProblemNote error={copy.error} />}
      <div className={styles.pair}>
        <FormRow label={t("roles.name.zh")} error={wrongAt(copy.error, "/name_zh")}>
          {(bound) => <Input {...bound} value={named.zh} onChange={(event) => setNamed({ ...named, zh: event.target.value })} />}
        </FormRow>
        <FormRow label={t("roles.name.en")} error={wrongAt(copy.error, "/name_en")}>
          {(bound) => <Input {...bound} value={named.en} onChange={(event) => setNamed({ ...named, en: event.target.value })} />}
        </FormRow>
        <FormRow label={t("roles.key")} hint={t("roles.key.hint")} error={wrongAt(copy.error, "/key")}>
          {(bound) => <Input {...bound} value={key} onChange={(event) => setKey(event.target.value)} />}
        </FormRow>
      </div>
      <p className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={copy.isPending}>
          {t("roles.copy.act")}
        </Button>
        <Button onClick={() => setOpen(false)}>{t("parts.cancel")}</Button>
      </p>
    </form>
  );
}
