import type { Subject } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import styles from "./privacy-page.module.css";

interface Props {
  readonly erasure: NonNullable<Subject["erasure"]>;
  readonly looks: Subject["seen"];
}

/** What proves an erasure: when, how many places, and the event in the log under which it stands. */
export function Certificate({ erasure, looks }: Props) {
  const { t, moment, word, list } = useSpeech();
  const proof = looks.find((each) => each.act === "subject.erased");
  const places = Object.entries(erasure.cleared)
    .filter(([, count]) => count > 0)
    .map(([room, count]) => t("privacy.places", { room: word("privacy.room", room, "privacy.room.other"), n: count }));
  if (!erasure.done_at) return <Note tone="info" title={t("privacy.erasing")} />;
  return (
    <Note tone="good" title={t("privacy.erased", { at: moment(new Date(erasure.done_at)) })}>
      <p>{t("privacy.erased.places", { places: list(places) })}</p>
      <p>
        {erasure.keys_gone_at
          ? t("privacy.keys.gone", { at: moment(new Date(erasure.keys_gone_at)) })
          : t("privacy.keys.soon")}
      </p>
      {proof && (
        <p className={styles.code}>{t("privacy.proof", { stream: proof.stream, seq: proof.seq, hash: proof.hash })}</p>
      )}
    </Note>
  );
}
