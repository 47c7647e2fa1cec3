import type { Role } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { MoreButton } from "@gongdan/ui/more-button";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { usersQuery } from "../api/users";
import styles from "./form.module.css";

/** Who holds a role, or a copy that stands for it. */
export function RoleHolders({ role }: { readonly role: Role }) {
  const { t } = useSpeech();
  const users = useInfiniteQuery(usersQuery({ role: role.key }));
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.section} aria-label={t("roles.holders")}>
      <h2>{t("roles.holders")}</h2>
      {users.error && <ProblemNote error={users.error} />}
      {users.isSuccess && items.length === 0 && <p className={styles.quiet}>{t("roles.holders.none")}</p>}
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
