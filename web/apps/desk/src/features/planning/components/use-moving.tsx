import { problemFrom } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Move, type Plan, previewQuery, usePlanAct } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { EffectList } from "./effect-list";

interface Asked {
  readonly move: Move;
  readonly done: () => void;
}

interface Moving {
  readonly move: (move: Move, done?: () => void) => void;
  readonly pending: boolean;
  readonly error: unknown;
  /** The question whether appointments may be missed, while it is asked. */
  readonly question: ReactNode;
}

const nothing = () => undefined;

/** Moves stops; a move out of an appointment is asked about first, and done when a person says so. */
export function useMoving(plan: Plan, rows: Rows): Moving {
  const act = usePlanAct(plan);
  const [asked, setAsked] = useState<Asked>();
  const move = (wanted: Move, done: () => void = nothing) => {
    const refused = (error: unknown) => {
      if (codeOf(error) === needsWord) setAsked({ move: wanted, done });
    };
    act.mutate({ act: "move", move: wanted }, { onSuccess: done, onError: refused });
  };
  const confirm = ({ move: wanted, done }: Asked) => {
    setAsked(undefined);
    act.mutate({ act: "move", move: { ...wanted, confirmed: true } }, { onSuccess: done });
  };
  return {
    move,
    pending: act.isPending,
    error: codeOf(act.error) === needsWord ? null : act.error,
    question: asked && <Question plan={plan} rows={rows} move={asked.move} onConfirm={() => confirm(asked)} onClose={() => setAsked(undefined)} />,
  };
}

const needsWord = "plan_out_of_appointment";

function codeOf(error: unknown): string {
  return error ? problemFrom(error, 0).body.code : "";
}

interface QuestionProps {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly move: Move;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function Question({ plan, rows, move, onConfirm, onClose }: QuestionProps) {
  const { t } = useSpeech();
  const meant = useQuery(previewQuery(plan, move));
  return (
    <ConfirmAct title={t("dayplan.confirm.title")} act={t("dayplan.confirm.move")} onConfirm={onConfirm} onClose={onClose}>
      <p>{t("dayplan.confirm.detail")}</p>
      {meant.data && <EffectList effects={meant.data} rows={rows} />}
    </ConfirmAct>
  );
}
