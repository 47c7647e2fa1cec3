import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useParams } from "react-router";
import { definitionQuery } from "../../api/definitions";
import { openedDraft } from "../../api/draft";
import { Studio } from "./studio";
import styles from "./studio.module.css";

/** The designer of one order type, from its draft, or from its newest version where there is no draft. */
export function DesignPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { key = "" } = useParams();
  const definition = useQuery(definitionQuery(key));
  const newest = definition.data?.versions[0]?.version ?? 0;
  const opened = useQuery({
    queryKey: ["order type designer", key],
    enabled: definition.data !== undefined,
    // What is edited here is never read anew from under somebody's hands.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: () => openedDraft(me.tenant.slug, me.login, key, newest),
  });
  const error = definition.error ?? opened.error;
  if (opened.data && definition.data) {
    return <Studio key={key} me={me} definition={definition.data} opened={opened.data} />;
  }
  return (
    <div className={styles.waiting}>
      <h1 className={styles.hidden}>{t("studio.title")}</h1>
      {error ? <ProblemNote error={error} /> : <Skeleton active title={false} />}
    </div>
  );
}
