import { useSpeech } from "@gongdan/i18n/react";
import type { Order } from "../api/day-plans";
import styles from "./day-plan.module.css";

/** Parts and tools that have to come along; nothing where there are none. */
export function Carried({ parts, tools }: Pick<Order, "parts" | "tools">) {
  const { t, list } = useSpeech();
  if (parts.length === 0 && tools.length === 0) return null;
  return (
    <ul className={styles.carried}>
      {parts.map((part) => (
        <li key={part.code}>{t("dayplan.load.part", { ...part })}</li>
      ))}
      {tools.length > 0 && <li>{t("dayplan.load.tools", { tools: list(tools) })}</li>}
    </ul>
  );
}
