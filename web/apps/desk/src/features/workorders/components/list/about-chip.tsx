import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { aboutQuery } from "../../api/find";
import type { aboutNames } from "../../model/order-filter";
import styles from "./filter-bar.module.css";

interface Props {
  readonly what: (typeof aboutNames)[number];
  readonly id: string;
  readonly onDrop: () => void;
}

/** Says of which thing or person the list shows the orders alone, and shows all again. */
export function AboutChip({ what, id, onDrop }: Props) {
  const { t } = useSpeech();
  const name = useQuery(aboutQuery(what, id));
  return (
    <p className={styles.about}>
      <span>{t(`list.about.${what}`, { name: name.data ?? "…" })}</span>
      <Button size="small" onClick={onDrop}>
        {t("list.about.drop")}
      </Button>
    </p>
  );
}
