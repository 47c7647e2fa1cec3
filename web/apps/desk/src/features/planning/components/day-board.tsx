import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Board } from "../api/day-plans";
import { Failed, Making } from "./making";
import type { BoardParts } from "./move-sheet";
import { PlanForm } from "./plan-form";
import { PlanView } from "./plan-view";
import styles from "./day-plan.module.css";

interface Props {
  readonly board: Board;
  readonly unit: string;
  readonly mayPlan: boolean;
  readonly parts: BoardParts;
}

/** What there is of a day: nothing yet, a plan in the making, a draft, what holds. */
export function DayBoard({ board, unit, mayPlan, parts }: Props) {
  const { t } = useSpeech();
  const [wish, setWish] = useState("draft");
  const { draft, published } = board;
  if (draft?.state === "planning") return <Making plan={draft} />;
  const drafted = draft?.state === "draft" ? draft : null;
  const shown = (wish === "draft" ? drafted : null) ?? published ?? drafted;
  return (
    <div className={styles.board}>
      {draft?.state === "failed" && <Failed plan={draft} />}
      {drafted && published && (
        <Radio.Group
          aria-label={t("dayplan.shown")}
          optionType="button"
          value={wish}
          options={[{ value: "draft", label: t("dayplan.draft") }, { value: "published", label: t("dayplan.published") }]}
          onChange={({ target }) => setWish(String(target.value))}
        />
      )}
      {shown ? <PlanView key={shown.id} board={board} plan={shown} unit={unit} mayPlan={mayPlan} parts={parts} /> : <Nothing board={board} unit={unit} mayPlan={mayPlan} />}
    </div>
  );
}

function Nothing({ board, unit, mayPlan }: Omit<Props, "parts">) {
  const { t } = useSpeech();
  const past = board.day < board.today;
  const detail = past ? t("dayplan.empty.past") : t("dayplan.empty.detail", { orders: board.waiting, people: board.people });
  const nobody = !past && board.people === 0;
  return (
    <EmptyState title={t("dayplan.empty")} detail={nobody ? t("dayplan.empty.crew") : detail}>
      {nobody && <Link to="/people">{t("dayplan.to.people")}</Link>}
      {!past && !nobody && mayPlan && <PlanForm day={board.day} unit={unit} />}
    </EmptyState>
  );
}
