import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { type DemandPage, useCorrect, useTakeBack } from "../api/needs";
import { weekDays } from "../model/days";
import { workWords } from "../model/names";
import styles from "./needs.module.css";

/** What planners said is needed; each word can be taken back, and that be undone. */
export function CorrectionList({ page, mayChange }: { readonly page: DemandPage; readonly mayChange: boolean }) {
  const speech = useSpeech();
  const { t, locale, list } = speech;
  const tell = useTell();
  const [back, again] = [useTakeBack(), useCorrect()];
  const names = new Map(weekDays(locale).map(({ value, label }) => [value, label]));
  return (
    <>
      {page.corrections.length === 0 && <p className={styles.quiet}>{t("needs.corrections.none")}</p>}
      {back.error && <ProblemNote error={back.error} />}
      <ul className={styles.list}>
        {page.corrections.map(({ id, made_at: _, ...said }) => (
          <li key={id}>
            <span>
              {t("needs.correction", {
                work: workWords(speech, page, said.skill, said.place),
                days: list(said.days.map((day) => names.get(day) ?? "")),
                begins: `${said.begins}:00`,
                ends: `${said.ends}:00`,
                people: said.people,
              })}
            </span>
            {mayChange && (
              <Button
                size="small"
                loading={back.isPending && back.variables === id}
                onClick={() => { back.mutate(id, { onSuccess: () => { tell(t("needs.taken.back"), () => again.mutateAsync(said)); } }); }}
              >
                {t("needs.take.back")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
