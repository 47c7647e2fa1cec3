import type { KeptView } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { Button, Dropdown } from "antd";
import { useKeptViews } from "../../api/kept-views";
import { moved } from "../../model/kept-view";
import styles from "./kept-views-nav.module.css";

interface Props {
  readonly view: KeptView;
  readonly all: readonly KeptView[];
  readonly onEdit: () => void;
}

/** What can be done with a saved view: moved, made the first, changed, removed. */
export function ViewMenu({ view, all, onEdit }: Props) {
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
