import type { HistoryItem } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { comings } from "@gongdan/ui/difference";
import { MoreButton } from "@gongdan/ui/more-button";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { When } from "@gongdan/ui/when";
import { useInfiniteQuery } from "@tanstack/react-query";
import { historyQuery, type Thing } from "../api/history";
import { useRightWords } from "./use-right-words";
import { useRoleNames } from "./use-role-names";
import styles from "./history-panel.module.css";

/** Who changed what, and when: the trail of one thing in words. */
export function HistoryPanel({ thing, version }: { readonly thing: Thing; readonly version: number }) {
  const { t } = useSpeech();
  const history = useInfiniteQuery(historyQuery(thing, version));
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.panel} aria-label={t("history.title")}>
      <h2>{t("history.title")}</h2>
      {history.error && <ProblemNote error={history.error} />}
      {history.isSuccess && items.length === 0 && <p className={styles.none}>{t("history.none")}</p>}
      <ol className={styles.deeds}>
        {items.map((item) => (
          <Deed key={item.id} item={item} />
        ))}
      </ol>
      {history.hasNextPage && (
        <MoreButton words={t("parts.more")} loading={history.isFetchingNextPage} onMore={() => void history.fetchNextPage()} />
      )}
    </section>
  );
}

function Deed({ item }: { readonly item: HistoryItem }) {
  const { t, word } = useSpeech();
  return (
    <li className={styles.deed}>
      <p>
        <strong>{item.by_name || t("history.system")}</strong> {word("deed", item.act, "deed.other")}
        {item.own && <span className={styles.own}>{t("history.own")}</span>}
      </p>
      {item.changes.map((change) => (
        <Change key={change.field} {...change} />
      ))}
      <p className={styles.when}>
        <When at={item.at} />
      </p>
    </li>
  );
}

function Change({ field, before, after }: HistoryItem["changes"][number]) {
  const { word } = useSpeech();
  const right = useRightWords();
  const roles = useRoleNames();
  const value = (each: string) => word("fieldvalue", each, "fieldvalue.other") || each;
  const words = field === "rights" ? right : field === "roles" ? roles.name : value;
  const { gone, come } = comings(before.map(words), after.map(words));
  return (
    <p className={styles.change}>
      {word("field", field, "field.other")}
      {gone.map((each) => (
        <del key={each}>{each}</del>
      ))}
      {come.map((each) => (
        <ins key={each}>{each}</ins>
      ))}
    </p>
  );
}
