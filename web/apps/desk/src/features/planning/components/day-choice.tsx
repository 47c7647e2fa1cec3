import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type Asked, type Board, teamsQuery } from "../api/day-plans";
import { dayAfter } from "../model/times";
import styles from "./day-plan.module.css";

interface Props {
  readonly asked: Asked;
  readonly board: Board | undefined;
  readonly onChoose: (change: Partial<Asked>) => void;
}

/** Which day of which team the board shows. */
export function DayChoice({ asked, board, onChoose }: Props) {
  const { t } = useSpeech();
  const teams = useQuery(teamsQuery);
  const day = asked.day || board?.day || "";
  const step = (by: number) => {
    if (day) onChoose({ day: dayAfter(day, by) });
  };
  return (
    <div className={styles.choice}>
      <Button aria-label={t("dayplan.before")} onClick={() => step(-1)}>
        ‹
      </Button>
      <Input
        type="date"
        className={styles.date ?? ""}
        aria-label={t("dayplan.day")}
        value={day}
        onChange={({ target }) => {
          if (target.value) onChoose({ day: target.value });
        }}
      />
      <Button aria-label={t("dayplan.after")} onClick={() => step(1)}>
        ›
      </Button>
      <Button disabled={!board || day === board.today} onClick={() => onChoose({ day: "" })}>
        {t("dayplan.today")}
      </Button>
      <Select
        className={styles.team ?? ""}
        aria-label={t("dayplan.team")}
        value={asked.unit}
        options={[{ value: "", label: t("dayplan.everybody") }, ...(teams.data ?? [])]}
        onChange={(unit: string) => onChoose({ unit })}
      />
    </div>
  );
}
