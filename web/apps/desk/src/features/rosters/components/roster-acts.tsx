import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { isSearching, type Roster, usePublish, useRepair, useSolve, useThrowAway } from "../api/rosters";

interface Props {
  readonly roster: Roster;
  readonly onUndo: (() => void) | undefined;
}

/** What can be done with a roster as a whole. */
export function RosterActs({ roster, onUndo }: Props) {
  if (isSearching(roster)) return null;
  if (roster.state === "draft") return <DraftActs roster={roster} onUndo={onUndo} />;
  return roster.state === "published" ? <RepairAct roster={roster} /> : null;
}

function DraftActs({ roster, onUndo }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const [publish, solve] = [usePublish(roster), useSolve(roster)];
  const error = publish.error ?? solve.error;
  return (
    <>
      <Button type="primary" loading={publish.isPending} onClick={() => { publish.mutate(undefined, { onSuccess: () => { tell(t("roster.published")); } }); }}>
        {t("roster.publish")}
      </Button>
      <Button disabled={!onUndo} onClick={onUndo}>
        {t("roster.undo")}
      </Button>
      <Button loading={solve.isPending} onClick={() => { solve.mutate(roster.seconds); }}>
        {t("roster.again")}
      </Button>
      <DropAct roster={roster} />
      {error && <ProblemNote error={error} />}
    </>
  );
}

function DropAct({ roster }: { readonly roster: Roster }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const drop = useThrowAway();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button danger onClick={() => { setAsked(true); }}>
        {t("roster.drop")}
      </Button>
      {asked && (
        <ConfirmAct
          title={t("roster.drop")}
          act={t("roster.drop")}
          final
          danger
          pending={drop.isPending}
          error={drop.error}
          onClose={() => { setAsked(false); }}
          onConfirm={() => { drop.mutate(roster.id, { onSuccess: () => void navigate("/rosters") }); }}
        >
          <p>{t("roster.drop.detail")}</p>
        </ConfirmAct>
      )}
    </>
  );
}

function RepairAct({ roster }: { readonly roster: Roster }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const repair = useRepair(roster);
  return (
    <>
      <Button
        type={roster.stale.length > 0 ? "primary" : "default"}
        loading={repair.isPending}
        onClick={() => { repair.mutate(Math.max(roster.seconds, 5), { onSuccess: ({ id }) => void navigate(`/rosters/${id}`) }); }}
      >
        {t("roster.repair")}
      </Button>
      {repair.error && <ProblemNote error={repair.error} />}
    </>
  );
}
