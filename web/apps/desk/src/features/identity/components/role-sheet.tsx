import type { Role, Roles } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { Note } from "@gongdan/ui/note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/session";
import { grantLines, rightsOf } from "../model/role-rights";
import { CopyRoleForm } from "./copy-role-form";
import styles from "./form.module.css";
import { HistoryPanel } from "./history-panel";
import { RightsMatrix } from "./rights-matrix";
import { RoleForm } from "./role-form";
import { RoleHolders } from "./role-holders";
import { useRightWords } from "./use-right-words";
import { useRoleName } from "./use-role-names";

interface Props {
  readonly role: Role;
  readonly roles: Roles;
  readonly onClose: () => void;
}

/** One role: read and copied if it ships with Gongdan, else changed. */
export function RoleSheet({ role, roles, onClose }: Props) {
  const { t } = useSpeech();
  const name = useRoleName();
  const me = useQuery(meQuery);
  const original = roles.items.find((each) => each.key === role.copied_from);
  return (
    <SideSheet title={name(role)} open onClose={onClose} width={880}>
      <div className={styles.sheet}>
        {!role.shipped && me.data?.roles.includes(role.key) && <Note tone="warn" title={t("roles.yours")} />}
        {role.shipped ? (
          <>
            <Note tone="info" title={t("roles.shipped.detail")} />
            <RightsMatrix actions={roles.actions} privacyClasses={roles.privacy_classes} rights={rightsOf(role)} />
          </>
        ) : (
          <RoleForm role={role} roles={roles} />
        )}
        {original && <Against role={role} original={original} />}
        <CopyRoleForm role={role} />
        <RoleHolders role={role} />
        {!role.shipped && <HistoryPanel thing={{ kind: "role", id: role.key }} version={role.version} />}
      </div>
    </SideSheet>
  );
}

/** What a copy allows more and less than the role that it was made of. */
function Against({ role, original }: { readonly role: Role; readonly original: Role }) {
  const { t } = useSpeech();
  const name = useRoleName();
  const words = useRightWords();
  const before = grantLines(rightsOf(original)).map(words);
  const after = grantLines(rightsOf(role)).map(words);
  const same = before.join() === after.join();
  return (
    <section className={styles.section} aria-label={t("roles.against", { name: name(original) })}>
      <h2>{t("roles.against", { name: name(original) })}</h2>
      <DiffView differences={same ? [] : [{ label: t("roles.rights"), before, after }]} />
    </section>
  );
}
