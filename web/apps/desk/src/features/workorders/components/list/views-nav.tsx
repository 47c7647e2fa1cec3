import { useSpeech } from "@gongdan/i18n/react";
import { stages } from "@gongdan/tokens/stages";
import { StageIcon } from "@gongdan/ui/stage-mark";
import { Link, NavLink, useLocation, useSearchParams } from "react-router";
import { type OrderFilter, pathWith, readFilter, writeFilter } from "../../model/order-filter";
import { KeptViewsNav } from "./kept-views-nav";
import styles from "./views-nav.module.css";

const views = [
  ["mine", { assignee: "me", status: "open" }],
  ["open", { status: "open" }],
  ["suspended", { status: "suspended" }],
  ["archived", { status: "archived" }],
] as const;

/** The shared views: each is an address, and the same words are the API's query. */
export function ViewsNav({ actions }: { readonly actions: readonly string[] }) {
  const { t } = useSpeech();
  return (
    <nav className={styles.views} aria-label={t("list.views")}>
      <ul>
        <li>
          <NavLink to="/today" className={styles.view}>{t("places.today")}</NavLink>
        </li>
        {views.map(([name, filter]) => (
          <li key={name}>
            <ViewLink filter={filter}>{t(`list.view.${name}`)}</ViewLink>
          </li>
        ))}
      </ul>
      <KeptViewsNav actions={actions} />
      <h2 className={styles.heading}>{t("list.stages")}</h2>
      <ul>
        {stages.map((stage) => (
          <li key={stage}>
            <ViewLink filter={{ stage, status: "open" }}>
              <span className={styles.icon} data-stage={stage}>
                <StageIcon stage={stage} />
              </span>
              {t(`stage.${stage}`)}
            </ViewLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ViewLink({ filter, children }: { readonly filter: OrderFilter; readonly children: React.ReactNode }) {
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const here = pathname.startsWith("/orders") && writeFilter(readFilter(search)).toString() === writeFilter(filter).toString();
  return (
    <Link to={pathWith("/orders", filter)} className={styles.view} aria-current={here ? "page" : undefined}>
      {children}
    </Link>
  );
}
