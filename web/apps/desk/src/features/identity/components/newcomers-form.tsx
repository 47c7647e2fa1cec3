import type { Newcomers } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useAddPeople } from "../api/users";
import { filled, type NewLine, newcomersOf, newLine } from "../model/newcomers";
import styles from "./newcomers-form.module.css";
import { useRoleNames } from "./use-role-names";
import { useUnitOptions } from "./use-unit-options";

/** Several people at once: a line for each, one unit for all; their passwords are drawn by the server. */
export function NewcomersForm({ onDone }: { readonly onDone: (added: Newcomers) => void }) {
  const { t } = useSpeech();
  const add = useAddPeople();
  const units = useUnitOptions();
  const [lines, setLines] = useState<readonly NewLine[]>(() => [newLine("dispatcher"), newLine(), newLine()]);
  const [unit, setUnit] = useState("");
  const people = newcomersOf(lines, unit);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate(people, { onSuccess: onDone });
  };
  const wrong = (line: NewLine, field: string) => wrongAt(add.error, `/people/${filled(lines).indexOf(line)}/${field}`);
  const places = people.flatMap((_, at) => ["name", "login", "roles", "unit"].map((field) => `/people/${at}/${field}`));
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("users.add")}>
      {add.error && !isSaidAt(add.error, places) && <ProblemNote error={add.error} />}
      <ol className={styles.lines}>
        {lines.map((line, at) => (
          <Line
            key={line.key}
            line={line}
            number={at + 1}
            wrong={(field) => wrong(line, field)}
            onChange={(next) => setLines(lines.map((each) => (each.key === line.key ? next : each)))}
          />
        ))}
      </ol>
      <p className={styles.acts}>
        <Button onClick={() => setLines([...lines, newLine(lines.at(-1)?.role)])}>{t("newcomers.line")}</Button>
      </p>
      {units.length > 0 && (
        <FormRow label={t("newcomers.unit")} optional>
          {(bound) => (
            <Select
              {...bound}
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              value={unit || null}
              options={units}
              onChange={(next: string | null | undefined) => setUnit(next ?? "")}
            />
          )}
        </FormRow>
      )}
      <p className={styles.quiet}>{t("newcomers.passwords")}</p>
      <p className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={add.isPending} disabled={people.length === 0}>
          {t("newcomers.submit", { n: people.length })}
        </Button>
      </p>
    </form>
  );
}

interface LineProps {
  readonly line: NewLine;
  readonly number: number;
  readonly wrong: (field: string) => string | undefined;
  readonly onChange: (line: NewLine) => void;
}

function Line({ line, number, wrong, onChange }: LineProps) {
  const { t } = useSpeech();
  const roles = useRoleNames();
  return (
    <li>
      <fieldset className={styles.line}>
        <legend>{t("newcomers.person", { n: number })}</legend>
        <FormRow label={t("users.name")} error={wrong("name")}>
          {(bound) => (
            <Input {...bound} autoComplete="off" value={line.name} onChange={(event) => onChange({ ...line, name: event.target.value })} />
          )}
        </FormRow>
        <FormRow label={t("users.login")} error={wrong("login")}>
          {(bound) => (
            <Input {...bound} autoComplete="off" value={line.login} onChange={(event) => onChange({ ...line, login: event.target.value })} />
          )}
        </FormRow>
        <FormRow label={t("newcomers.role")} error={wrong("roles")}>
          {(bound) => (
            <Select {...bound} value={line.role} options={roles.options} onChange={(role: string) => onChange({ ...line, role })} />
          )}
        </FormRow>
      </fieldset>
    </li>
  );
}
