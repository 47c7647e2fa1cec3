import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Link } from "react-router";
import type { Trouble } from "../api/rehearsals";
import styles from "./rehearsal.module.css";

/** Where in the designer a place of the draft is looked at. */
export const designAt = (key: string, place: string) => `/order-types/${key}/design?at=${encodeURIComponent(place)}`;

/** What keeps the order from going on, each with the way to its place in the draft. */
export function Troubles({ of, troubles }: { readonly of: string; readonly troubles: readonly Trouble[] }) {
  const { t } = useSpeech();
  return (
    <>
      {troubles.map((trouble) => (
        <Note key={`${trouble.code} ${trouble.place}`} tone={trouble.code === "condition_null" || trouble.code === "role_unheld" ? "warn" : "broken"} title={trouble.what} urgent>
          <p className={styles.mend}>{trouble.mend}</p>
          <Link to={designAt(of, trouble.place)}>{t("rehearsal.to.place")}</Link>
        </Note>
      ))}
    </>
  );
}
