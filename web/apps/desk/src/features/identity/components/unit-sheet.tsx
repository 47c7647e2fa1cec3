import type { Unit } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { MoreButton } from "@gongdan/ui/more-button";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useTell } from "@gongdan/ui/told";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { Link } from "react-router";
import { type UnitAct, useChangeUnit } from "../api/units";
import { usersQuery } from "../api/users";
import { fullName, mayStandBelow } from "../model/unit-tree";
import styles from "./form.module.css";
import { HistoryPanel } from "./history-panel";
import { UnitHead } from "./unit-head";

interface Props {
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}

/** One unit: its name, its place, its people, and who changed what. */
export function UnitSheet({ unit, units, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const change = useChangeUnit();
  const act = (wanted: UnitAct) => {
    change.mutate(
      { unit, act: wanted },
      { onSuccess: ({ changed, undo }) => tell(t(`units.done.${wanted.kind}`, { name: changed.name }), undo) },
    );
  };
  const said = isSaidAt(change.error, ["/name", "/parent", "/manager"]);
  return (
    <SideSheet title={fullName(unit, units)} open onClose={onClose}>
      <div className={styles.sheet}>
        {change.error && !said && <ProblemNote error={change.error} />}
        <Rename key={`${unit.name}-${unit.version}`} unit={unit} error={wrongAt(change.error, "/name")} onAct={act} />
        <Move key={unit.parent} unit={unit} units={units} error={wrongAt(change.error, "/parent")} onAct={act} />
        <UnitHead
          unit={unit}
          error={wrongAt(change.error, "/manager")}
          onChoose={(manager) => act({ kind: "head", manager })}
        />
        <People unit={unit} />
        <section className={styles.section} aria-label={t("units.archive")}>
          <h2>{t("units.archive")}</h2>
          <p className={styles.quiet}>{t("units.archive.detail")}</p>
          <p className={styles.acts}>
            <Button loading={change.isPending} onClick={() => act({ kind: unit.archived ? "restore" : "archive" })}>
              {t(unit.archived ? "units.restore" : "units.archive")}
            </Button>
          </p>
        </section>
        <HistoryPanel thing={{ kind: "unit", id: unit.id }} version={unit.version} />
      </div>
    </SideSheet>
  );
}

interface PartProps {
  readonly unit: Unit;
  readonly error: string | undefined;
  readonly onAct: (act: UnitAct) => void;
}

function Rename({ unit, error, onAct }: PartProps) {
  const { t } = useSpeech();
  const [name, setName] = useState(unit.name);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onAct({ kind: "rename", name });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("units.rename")}>
      <FormRow label={t("units.name")} hint={t("units.code.is", { code: unit.code })} error={error}>
        {(bound) => <Input {...bound} value={name} onChange={(event) => setName(event.target.value)} />}
      </FormRow>
      {name !== unit.name && (
        <p className={styles.acts}>
          <Button type="primary" htmlType="submit">
            {t("units.rename")}
          </Button>
          <Button onClick={() => setName(unit.name)}>{t("parts.cancel")}</Button>
        </p>
      )}
    </form>
  );
}

const root = "";

function Move({ unit, units, error, onAct }: PartProps & { readonly units: readonly Unit[] }) {
  const { t } = useSpeech();
  const [to, setTo] = useState(unit.parent ?? root);
  const places = units.filter((each) => each.id === unit.parent || mayStandBelow(unit, each));
  const options = [
    { value: root, label: t("units.root") },
    ...places.map((each) => ({ value: each.id, label: fullName(each, units) })),
  ];
  return (
    <div className={styles.form}>
      <FormRow label={t("units.parent")} hint={t("units.move.hint")} error={error}>
        {(bound) => <Select {...bound} showSearch={{ optionFilterProp: "label" }} value={to} options={options} onChange={setTo} />}
      </FormRow>
      {to !== (unit.parent ?? root) && (
        <p className={styles.acts}>
          <Button type="primary" onClick={() => onAct({ kind: "move", parent: to || null })}>
            {t("units.move")}
          </Button>
          <Button onClick={() => setTo(unit.parent ?? root)}>{t("parts.cancel")}</Button>
        </p>
      )}
    </div>
  );
}

function People({ unit }: { readonly unit: Unit }) {
  const { t } = useSpeech();
  const users = useInfiniteQuery(usersQuery({ unit: unit.id, active: true }));
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.section} aria-label={t("units.members")}>
      <h2>{t("units.members")}</h2>
      {users.error && <ProblemNote error={users.error} />}
      {users.isSuccess && items.length === 0 && <p className={styles.quiet}>{t("units.members.none")}</p>}
      <ul className={styles.tags}>
        {items.map((user) => (
          <li key={user.id} className={styles.tag}>
            <Link to={`/users/${user.id}`}>{user.name}</Link>
          </li>
        ))}
      </ul>
      {users.hasNextPage && (
        <MoreButton words={t("parts.more")} loading={users.isFetchingNextPage} onMore={() => void users.fetchNextPage()} />
      )}
    </section>
  );
}
