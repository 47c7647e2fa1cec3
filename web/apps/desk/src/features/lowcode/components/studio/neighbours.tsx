import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { presenceQuery } from "../../api/presence";
import { partOf, parts } from "./parts";
import styles from "./studio.module.css";

interface Props {
  readonly of: string;
  /** The part that is open here, or the place in it. */
  readonly place: string;
}

/** Who else has this draft open, and in which part they are; what several save is merged. */
export function Neighbours({ of, place }: Props) {
  const { t } = useSpeech();
  const { data = [] } = useQuery(presenceQuery(of, place));
  if (data.length === 0) return null;
  return (
    <ul className={styles.neighbours} aria-label={t("presence.label")}>
      {data.map(({ id, name, place: where }) => {
        const part = parts.find(({ key }) => key === where) ?? partOf(where);
        const who = name || t("comments.colleague");
        return <li key={id}>{part ? t("presence.at", { who, part: t(part.title) }) : t("presence.here", { who })}</li>;
      })}
    </ul>
  );
}
