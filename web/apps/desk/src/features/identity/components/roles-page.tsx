import type { Role } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useNavigate, useParams } from "react-router";
import { rolesQuery } from "../api/roles";
import styles from "./form.module.css";
import { RoleSheet } from "./role-sheet";
import { useRoleName, useRoleNames } from "./use-role-names";

/** Roles: what each allows and shows, who has it. */
export function RolesPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { key } = useParams();
  const roles = useQuery(rolesQuery);
  const columns = useColumns();
  const open = roles.data?.items.find((role) => role.key === key);
  return (
    <PageFrame title={t("places.roles")} detail={t("roles.detail")}>
      {roles.error && <ProblemNote error={roles.error} />}
      {roles.isPending ? (
        <Skeleton title={false} active />
      ) : (
        <DataTable
          label={t("places.roles")}
          columns={columns}
          rows={roles.data?.items ?? []}
          rowKey={(role) => role.key}
          {...(key ? { openKey: key } : {})}
          onOpen={(role) => void navigate(`/roles/${role.key}`)}
          empty={null}
        />
      )}
      {open && roles.data && (
        <RoleSheet key={open.key} role={open} roles={roles.data} onClose={() => void navigate("/roles")} />
      )}
    </PageFrame>
  );
}

function useColumns(): readonly [Column<Role>, ...Column<Role>[]] {
  const { t } = useSpeech();
  const nameOf = useRoleName();
  const { name } = useRoleNames();
  return [
    {
      key: "name",
      title: t("roles.name"),
      cell: (role) => (
        <>
          {nameOf(role)} <span className={styles.quiet}>{role.key}</span>
        </>
      ),
    },
    {
      key: "kind",
      title: t("roles.kind"),
      cell: (role) =>
        role.shipped ? t("roles.shipped") : t("roles.own", { source: name(role.stands_for ?? role.copied_from ?? role.key) }),
    },
    { key: "rights", title: t("roles.rights"), cell: (role) => t("roles.rights.n", { n: role.grants.length }) },
    { key: "holders", title: t("roles.holders"), cell: (role) => t("roles.holders.n", { n: role.holders }) },
  ];
}
