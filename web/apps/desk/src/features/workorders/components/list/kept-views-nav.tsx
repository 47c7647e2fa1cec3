import type { KeptView } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { keptViewsQuery, useKeptViews } from "../../api/kept-views";
import { moved } from "../../model/kept-view";
import { readFilter, writeFilter } from "../../model/order-filter";
import { ViewForm } from "./view-form";
import views from "./views-nav.module.css";
import styles from "./kept-views-nav.module.css";

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
            <ViewMenu view={view} all={kept} onEdit={() => setEdited(view)} />
          </li>
        ))}
      </ul>
      {edited && (
        <ViewForm
          view={edited}
          query={edited.query}
          mayShare={actions.includes("view.share")}
          onClose={() => setEdited(undefined)}
        />
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

interface MenuProps {
  readonly view: KeptView;
  readonly all: readonly KeptView[];
  readonly onEdit: () => void;
}

function ViewMenu({ view, all, onEdit }: MenuProps) {
  const { t } = useSpeech();
  const tell = useTell();
  const { remove, restore, arrange } = useKeptViews();
  const put = (step: -1 | 1) =>
    arrange.mutate({ ids: moved(all, view, step), default: all.find((each) => each.default)?.id ?? null });
  const prefer = () => arrange.mutate({ ids: all.map((each) => each.id), default: view.default ? null : view.id });
  const take = async () => {
    await remove.mutateAsync(view);
    tell(t("views.removed", { name: view.name }), () => restore.mutateAsync(view));
  };
  const place = all.indexOf(view);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "up", label: t("views.up"), disabled: place === 0, onClick: () => put(-1) },
          { key: "down", label: t("views.down"), disabled: place === all.length - 1, onClick: () => put(1) },
          { key: "default", label: t(view.default ? "views.default.not" : "views.default"), onClick: prefer },
          ...(view.mine
            ? [
                { key: "edit", label: t("views.change"), onClick: onEdit },
                { key: "remove", label: t("views.remove"), danger: true, onClick: () => void take() },
              ]
            : []),
        ],
      }}
    >
      <Button type="text" size="small" className={styles.menu} aria-label={t("views.menu", { name: view.name })}>
        ⋯
      </Button>
    </Dropdown>
  );
}
