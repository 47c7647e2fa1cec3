import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { choicesQuery, type Roster } from "../api/rosters";
import { dateAt, longDate } from "../model/days";
import { type Board, type Cell, cellKey } from "../model/grid";
import { kindWords, workWords } from "../model/names";
import type { Editing } from "./use-editing";
import { BrokenWords } from "./broken-list";
import styles from "./cell-panel.module.css";

interface Props {
  readonly roster: Roster;
  readonly board: Board;
  readonly cell: Cell;
  readonly mayEdit: boolean;
  readonly editing: Editing;
  readonly onClose: () => void;
}

/** The chosen day: what stands there, and each other shift with the rule that it would break. */
export function CellPanel({ roster, board, cell, mayEdit, editing, onClose }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const person = roster.people.find(({ id }) => id === cell.person);
  const duty = board.duties.get(cellKey(cell));
  const kind = roster.kinds.find(({ id }) => id === duty?.kind);
  const wrong = board.wrong.get(cellKey(cell));
  const title = `${person?.name ?? ""} · ${longDate(locale, dateAt(roster.first, cell.day))}`;
  const isAway = person?.absent.includes(cell.day);
  return (
    <section className={styles.panel} aria-label={t("roster.cell")}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <Button size="small" onClick={onClose}>
          {t("roster.cell.close")}
        </Button>
      </div>
      <p className={styles.now}>
        {kind && duty ? `${kindWords(speech, kind)} · ${workWords(speech, roster, duty.skill, duty.place)}` : t(isAway ? "roster.away" : "roster.free")}
      </p>
      {wrong && <p className={styles.wrong}><BrokenWords roster={roster} broken={wrong} /></p>}
      {mayEdit && cell.day >= roster.today && <Choices roster={roster} board={board} cell={cell} editing={editing} />}
      {editing.error && <ProblemNote error={editing.error} />}
    </section>
  );
}

function Choices({ roster, board, cell, editing }: Omit<Props, "mayEdit" | "onClose">) {
  const speech = useSpeech();
  const { t } = speech;
  const found = useQuery(choicesQuery(roster, cell.person, cell.day));
  const duty = board.duties.get(cellKey(cell));
  const several = roster.needs.length > 1;
  return (
    <>
      {found.error && <ProblemNote error={found.error} />}
      <ul className={styles.choices} aria-busy={found.isPending || editing.pending}>
        {found.data?.map(({ kind: id, place, skill, verdict }) => {
          const kind = roster.kinds.find((each) => each.id === id);
          const isHere = duty?.kind === id && duty.place === place && duty.skill === skill;
          if (!kind || isHere) return null;
          const words = several ? `${kindWords(speech, kind)} · ${workWords(speech, roster, skill, place)}` : kindWords(speech, kind);
          return (
            <li key={`${id} ${place} ${skill}`}>
              <Button size="small" disabled={verdict !== "free"} onClick={() => { editing.give(cell, id, { place, skill }); }}>
                {words}
              </Button>
              {verdict !== "free" && <span className={styles.why}>{speech.word("roster.blocked.one", verdict, "roster.rule.unknown")}</span>}
            </li>
          );
        })}
        <li>
          {duty && <Button size="small" onClick={() => { editing.give(cell, ""); }}>{t("roster.give.free")}</Button>}
          <Button size="small" aria-pressed={board.locked.has(cellKey(cell))} onClick={() => { editing.lock(cell); }}>
            {t(board.locked.has(cellKey(cell)) ? "roster.unlock" : "roster.lock")}
          </Button>
        </li>
      </ul>
      <p className={styles.keys}>{t("roster.keys", { kinds: speech.list(roster.kinds.map((kind, at) => `${at + 1} ${kindWords(speech, kind)}`)) })}</p>
    </>
  );
}
