import type { KeptView } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { keptViewsQuery } from "../../api/kept-views";
import { readFilter, writeFilter } from "../../model/order-filter";
import { ViewForm } from "./later-view-form";
import views from "./views-nav.module.css";
import styles from "./kept-views-nav.module.css";

/** Comes with the first view of a reader: many have none. */
const ViewMenu = lazy(async () => ({ default: (await import("./view-menu")).ViewMenu }));

/** The reader's saved views and those shared with him, in his own order; nothing where there are none. */
export function KeptViewsNav({ actions }: { readonly actions: readonly string[] }) {
  const { t } = useSpeech();
  const { data: kept = [] } = useQuery(keptViewsQuery);
  const [edited, setEdited] = useState<KeptView>();
  if (kept.length === 0) return null;
  return (
    <>
      <h2 className={views.heading}>{t("views.saved")}</h2>
      <ul>
        {kept.map((view) => (
          <li key={view.id} className={styles.line}>
            <KeptLink view={view} />
            <Suspense fallback={null}><ViewMenu view={view} all={kept} onEdit={() => setEdited(view)} /></Suspense>
          </li>
        ))}
      </ul>
      {edited && (
        <Suspense fallback={null}>
          <ViewForm
            view={edited}
            query={edited.query}
            mayShare={actions.includes("view.share")}
            onClose={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

function KeptLink({ view }: { readonly view: KeptView }) {
  const { t } = useSpeech();
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const own = writeFilter(readFilter(new URLSearchParams(view.query))).toString();
  const here = pathname.startsWith("/orders") && writeFilter(readFilter(search)).toString() === own;
  return (
    <Link to={`/orders?${view.query}`} className={views.view} aria-current={here ? "page" : undefined}>
      <span className={styles.name}>{view.name}</span>
      {view.shared !== "" && <span className={styles.shared}>{t("views.shared.mark")}</span>}
    </Link>
  );
}
