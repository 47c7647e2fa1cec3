import type { User, UserQuery } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { Me } from "@gongdan/api/shapes";
import { usersQuery } from "../api/users";
import styles from "./form.module.css";
import { NewcomersSheet } from "./newcomers-sheet";
import { useRoleNames } from "./use-role-names";
import { useUnitOptions } from "./use-unit-options";
import { UserSheet } from "./user-sheet";

/** Everybody who can log in: found, added, changed. */
export function UsersPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { id } = useParams();
  const [filter, setFilter] = useState<UserQuery>({ active: true });
  const wanted = useDebounced(filter);
  const users = useInfiniteQuery(usersQuery(wanted));
  const [adding, setAdding] = useState(false);
  const columns = useColumns();
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("users.add")}
    </Button>
  );
  return (
    <PageFrame title={t("places.users")} detail={t("users.detail")} acts={add}>
      <Filters filter={filter} onChange={setFilter} />
      {users.error && <ProblemNote error={users.error} />}
      {users.isPending ? (
        <Skeleton title={false} active />
      ) : (
        <DataTable
          label={t("places.users")}
          columns={columns}
          rows={users.data?.pages.flatMap((page) => page.items) ?? []}
          rowKey={(user) => user.id}
          {...(id ? { openKey: id } : {})}
          onOpen={(user) => void navigate(`/users/${user.id}`)}
          empty={<EmptyState title={t("users.empty.title")} detail={t("users.empty.detail")} />}
          more={{ has: users.hasNextPage, loading: users.isFetchingNextPage, onMore: () => void users.fetchNextPage() }}
        />
      )}
      {adding && <NewcomersSheet onClose={() => setAdding(false)} />}
      {id && <UserSheet key={id} id={id} me={me} onClose={() => void navigate("/users")} />}
    </PageFrame>
  );
}

function useColumns(): readonly [Column<User>, ...Column<User>[]] {
  const { t } = useSpeech();
  const { name } = useRoleNames();
  return [
    {
      key: "name",
      title: t("users.name"),
      cell: (user) => (
        <>
          {user.name} <span className={styles.quiet}>{user.login}</span>
        </>
      ),
    },
    { key: "unit", title: t("users.unit"), cell: (user) => user.unit?.name ?? <span className={styles.quiet}>{t("app.none")}</span> },
    {
      key: "roles",
      title: t("users.roles"),
      cell: (user) => (
        <ul className={styles.tags}>
          {user.roles.map((key) => (
            <li key={key} className={styles.tag}>
              {name(key)}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: "state",
      title: t("users.state"),
      cell: (user) => {
        const state = user.disabled ? "disabled" : user.must_change_password ? "invited" : "active";
        return (
          <span className={styles.tag} data-tone={user.disabled ? "warn" : "plain"}>
            {t(`users.state.${state}`)}
          </span>
        );
      },
    },
  ];
}

function Filters({ filter, onChange }: { readonly filter: UserQuery; readonly onChange: (filter: UserQuery) => void }) {
  const { t } = useSpeech();
  const roles = useRoleNames();
  const units = useUnitOptions();
  const states = ["active", "disabled", "everybody"] as const;
  const state = filter.active === true ? "active" : filter.active === false ? "disabled" : "everybody";
  const { active: _active, ...rest } = filter;
  return (
    <search className={styles.filters}>
      <Input.Search
        aria-label={t("users.search")}
        placeholder={t("users.search")}
        allowClear
        onChange={(event) => onChange({ ...filter, q: event.target.value })}
      />
      <Select
        aria-label={t("users.roles")}
        placeholder={t("users.roles")}
        allowClear
        options={roles.options}
        onChange={(role?: string) => onChange({ ...filter, role: role ?? "" })}
      />
      <Select
        aria-label={t("users.unit")}
        placeholder={t("users.unit")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        options={units}
        onChange={(unit?: string) => {
          const { unit: _unit, ...others } = filter;
          onChange(unit ? { ...others, unit } : others);
        }}
      />
      <Select
        aria-label={t("users.state")}
        value={state}
        options={states.map((each) => ({ value: each, label: t(`users.state.${each}`) }))}
        onChange={(each) => onChange(each === "everybody" ? rest : { ...rest, active: each === "active" })}
      />
    </search>
  );
}
