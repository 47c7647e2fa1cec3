import type { Role, Roles } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { type Difference, differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type RoleData, useSaveRole } from "../api/roles";
import { degreeOf, grantLines, rightsOf } from "../model/role-rights";
import styles from "./form.module.css";
import { MeanwhileNote } from "./meanwhile-note";
import { RightsMatrix } from "./rights-matrix";
import { useRightWords } from "./use-right-words";

const dataOf = (role: Role): RoleData => ({ name_zh: role.name_zh, name_en: role.name_en, rights: rightsOf(role) });

/** A tenant's own role: names and rights; its holders' rights change when it is saved. */
export function RoleForm({ role, roles }: { readonly role: Role; readonly roles: Roles }) {
  const { t } = useSpeech();
  const tell = useTell();
  const save = useSaveRole();
  const [base, setBase] = useState(role);
  const [entered, setEntered] = useState(() => dataOf(role));
  const compare = useRoleDifferences(roles.privacy_classes);
  const changed = compare(dataOf(base), entered);
  const startFrom = (now: Role) => {
    setBase(now);
    setEntered(dataOf(now));
    save.reset();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const before = dataOf(base);
    save.mutate(
      { role: base, before, after: entered },
      {
        onSuccess({ saved, undo }) {
          startFrom(saved);
          tell(t("roles.saved"), () => undo().then(startFrom));
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("roles.rights")}>
      {save.error && !isSaidAt(save.error, ["/name_zh", "/name_en"]) && <ProblemNote error={save.error} />}
      {role.version !== base.version && !save.isPending && (
        <MeanwhileNote differences={compare(dataOf(base), dataOf(role))} onTake={() => startFrom(role)} />
      )}
      <div className={styles.pair}>
        <FormRow label={t("roles.name.zh")} error={wrongAt(save.error, "/name_zh")}>
          {(bound) => <Input {...bound} value={entered.name_zh} onChange={(event) => setEntered({ ...entered, name_zh: event.target.value })} />}
        </FormRow>
        <FormRow label={t("roles.name.en")} error={wrongAt(save.error, "/name_en")}>
          {(bound) => <Input {...bound} value={entered.name_en} onChange={(event) => setEntered({ ...entered, name_en: event.target.value })} />}
        </FormRow>
      </div>
      <RightsMatrix
        actions={roles.actions}
        privacyClasses={roles.privacy_classes}
        rights={entered.rights}
        onChange={(rights) => setEntered({ ...entered, rights })}
      />
      {changed.length > 0 && (
        <>
          <DiffView differences={changed} />
          <p className={styles.acts}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t("parts.save")}
            </Button>
            <Button onClick={() => setEntered(dataOf(base))}>{t("parts.cancel")}</Button>
            <span className={styles.quiet}>{t("roles.holders.change", { n: role.holders })}</span>
          </p>
        </>
      )}
    </form>
  );
}

function useRoleDifferences(privacyClasses: readonly string[]) {
  const { t, word } = useSpeech();
  const words = useRightWords();
  return (before: RoleData, after: RoleData): readonly Difference[] =>
    differences([
      { label: t("roles.name.zh"), before: before.name_zh, after: after.name_zh },
      { label: t("roles.name.en"), before: before.name_en, after: after.name_en },
      { label: t("roles.rights"), before: grantLines(before.rights).map(words), after: grantLines(after.rights).map(words) },
      ...privacyClasses.map((each) => ({
        label: word("privacy", each, "privacy.other"),
        before: word("view", degreeOf(before.rights, each), "view.hidden"),
        after: word("view", degreeOf(after.rights, each), "view.hidden"),
      })),
    ]);
}
