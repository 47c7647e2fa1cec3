import type { User } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { type Difference, differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useSaveUser } from "../api/users";
import { dataOf, onTopOf, type UserData } from "../model/user-data";
import styles from "./form.module.css";
import { LocaleSelect } from "./locale-select";
import { MeanwhileNote } from "./meanwhile-note";
import { useRoleNames } from "./use-role-names";
import { useUnitOptions } from "./use-unit-options";
import { ZoneSelect } from "./zone-select";

const fields = ["/name", "/unit", "/locale", "/zone", "/roles"];

/** What is known of a user; what a save will change stands below before it is saved. */
export function UserForm({ user, own }: { readonly user: User; readonly own: boolean }) {
  const { t } = useSpeech();
  const tell = useTell();
  const save = useSaveUser();
  const [base, setBase] = useState(user);
  const [entered, setEntered] = useState<UserData>(() => dataOf(user));
  const compare = useDifferences();
  const changed = compare(dataOf(base), entered);
  const meanwhile = compare(dataOf(base), dataOf(user));
  const startFrom = (now: User, data: UserData) => {
    setBase(now);
    setEntered(data);
    save.reset();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const change = { user: base, before: dataOf(base), after: entered };
    save.mutate(change, {
      onSuccess({ saved, undo }) {
        startFrom(saved, dataOf(saved));
        tell(t("users.saved", { name: saved.name }), () =>
          undo().then((back) => startFrom(back, dataOf(back))),
        );
      },
    });
  };
  const set = <Name extends keyof UserData>(name: Name, value: UserData[Name]) => setEntered({ ...entered, [name]: value });
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("users.data")}>
      {save.error && !isSaidAt(save.error, fields) && <ProblemNote error={save.error} />}
      {user.version !== base.version && !save.isPending && (
        <MeanwhileNote differences={meanwhile} onTake={() => startFrom(user, onTopOf(dataOf(base), entered, dataOf(user)))} />
      )}
      <UserFields entered={entered} own={own} login={user.login} error={save.error} set={set} />
      {changed.length > 0 && (
        <>
          <DiffView differences={changed} />
          <p className={styles.acts}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t("parts.save")}
            </Button>
            <Button onClick={() => setEntered(dataOf(base))}>{t("parts.cancel")}</Button>
          </p>
        </>
      )}
    </form>
  );
}

interface FieldsProps {
  readonly entered: UserData;
  readonly own: boolean;
  readonly login: string;
  readonly error: unknown;
  readonly set: <Name extends keyof UserData>(name: Name, value: UserData[Name]) => void;
}

function UserFields({ entered, own, login, error, set }: FieldsProps) {
  const { t } = useSpeech();
  const roles = useRoleNames();
  const units = useUnitOptions();
  return (
    <>
      <div className={styles.pair}>
        <FormRow label={t("users.name")} error={wrongAt(error, "/name")}>
          {(bound) => <Input {...bound} value={entered.name} onChange={(event) => set("name", event.target.value)} />}
        </FormRow>
        <FormRow label={t("users.login")} hint={t("users.login.fixed")}>
          {(bound) => <Input {...bound} value={login} readOnly />}
        </FormRow>
      </div>
      <FormRow label={t("users.roles")} error={wrongAt(error, "/roles")} hint={own ? t("users.roles.own") : undefined}>
        {(bound) => (
          <Select
            {...bound}
            mode="multiple"
            disabled={own}
            value={[...entered.roles]}
            options={roles.options}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(next) => set("roles", [...next].sort())}
          />
        )}
      </FormRow>
      <FormRow label={t("users.unit")} optional error={wrongAt(error, "/unit")}>
        {(bound) => (
          <Select
            {...bound}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={entered.unit || null}
            options={units}
            onChange={(unit: string | null | undefined) => set("unit", unit ?? "")}
          />
        )}
      </FormRow>
      <div className={styles.pair}>
        <FormRow label={t("users.locale")} error={wrongAt(error, "/locale")}>
          {(bound) => <LocaleSelect bound={bound} value={entered.locale} onChange={(locale) => set("locale", locale)} />}
        </FormRow>
        <FormRow label={t("users.zone")} error={wrongAt(error, "/zone")}>
          {(bound) => <ZoneSelect bound={bound} value={entered.zone} onChange={(zone) => set("zone", zone)} />}
        </FormRow>
      </div>
    </>
  );
}

/** What differs between two states of a user, in words. */
function useDifferences(): (before: UserData, after: UserData) => readonly Difference[] {
  const { t } = useSpeech();
  const roles = useRoleNames();
  const units = useUnitOptions();
  const unit = (id: string) => units.find((each) => each.value === id)?.label ?? "";
  return (before, after) =>
    differences([
      { label: t("users.name"), before: before.name, after: after.name },
      { label: t("users.roles"), before: before.roles.map(roles.name), after: after.roles.map(roles.name) },
      { label: t("users.unit"), before: unit(before.unit), after: unit(after.unit) },
      { label: t("users.locale"), before: before.locale, after: after.locale },
      { label: t("users.zone"), before: before.zone, after: after.zone },
    ]);
}
