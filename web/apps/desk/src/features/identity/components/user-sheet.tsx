import type { Me, User } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { userQuery } from "../api/users";
import styles from "./form.module.css";
import { HistoryPanel } from "./history-panel";
import { UserAccess } from "./user-access";
import { UserForm } from "./user-form";
import { UserSessions } from "./user-sessions";

interface Props {
  readonly id: string;
  readonly me: Me;
  readonly onClose: () => void;
}

/** One user: data and roles, the way in, sessions, and who changed what. */
export function UserSheet({ id, me, onClose }: Props) {
  const { t } = useSpeech();
  const user = useQuery(userQuery(id));
  return (
    <SideSheet title={user.data?.name ?? t("app.loading")} open onClose={onClose}>
      {user.error && <ProblemNote error={user.error} />}
      {user.isPending && <Skeleton title={false} active />}
      {user.data && <Parts user={user.data} me={me} />}
    </SideSheet>
  );
}

function Parts({ user, me }: { readonly user: User; readonly me: Me }) {
  const own = user.id === me.id;
  return (
    <div className={styles.sheet}>
      <UserForm user={user} own={own} />
      {!own && <UserAccess user={user} />}
      <UserSessions user={user} />
      <HistoryPanel thing={{ kind: "user", id: user.id }} version={user.version} />
    </div>
  );
}
