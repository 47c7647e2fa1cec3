import type { Unit } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";
import { useChangeUnit } from "../api/units";
import { type Branch, mayStandBelow } from "../model/unit-tree";
import styles from "./unit-tree.module.css";

interface Props {
  readonly lines: readonly Branch[];
  readonly units: readonly Unit[];
  readonly openId: string | undefined;
  readonly onOpen: (unit: Unit) => void;
  readonly onAdd: (parent: Unit) => void;
}

/**
 * The tree by the pattern of a tree grid's keys: arrows walk, Enter opens, `+` adds below;
 * a line is dragged onto its new parent (the sheet of a unit moves it without a mouse).
 */
export function UnitTree({ lines, units, openId, onOpen, onAdd }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const change = useChangeUnit();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const [dragged, setDragged] = useState<Unit>();
  const [over, setOver] = useState<string>();
  const target = units.find((unit) => unit.id === over);
  const drop = (parent: Unit | undefined) => {
    setOver(undefined);
    if (!dragged || !mayStandBelow(dragged, parent)) return;
    change.mutate(
      { unit: dragged, act: { kind: "move", parent: parent?.id ?? null } },
      { onSuccess: ({ changed, undo }) => tell(t("units.moved", { name: changed.name }), undo) },
    );
  };
  const walk = (to: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    setActive(next);
    list.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[next]?.focus();
  };
  const press = (event: KeyboardEvent, at: number, unit: Unit) => {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => walk(at + 1),
      ArrowUp: () => walk(at - 1),
      ArrowLeft: () => walk(lines.findIndex((line) => line.unit.id === unit.parent)),
      ArrowRight: () => walk(at + 1),
      Home: () => walk(0),
      End: () => walk(lines.length - 1),
      Enter: () => onOpen(unit),
      "+": () => onAdd(unit),
    };
    const act = event.target === event.currentTarget ? acts[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      {change.error && <ProblemNote error={change.error} />}
      <ul ref={list} role="tree" aria-label={t("places.units")} className={styles.tree}>
        {lines.map(({ unit, depth }, at) => (
          <li
            key={unit.id}
            role="treeitem"
            aria-level={depth}
            aria-selected={unit.id === openId}
            tabIndex={at === Math.min(active, lines.length - 1) ? 0 : -1}
            className={styles.line}
            data-depth={Math.min(depth, 8)}
            data-archived={unit.archived}
            data-drop={dragged && over === unit.id ? (mayStandBelow(dragged, target) ? "yes" : "no") : undefined}
            draggable
            onDragStart={() => setDragged(unit)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event: DragEvent) => {
              event.preventDefault();
              setOver(unit.id);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={() => drop(unit)}
            onFocus={() => setActive(at)}
            onKeyDown={(event) => press(event, at, unit)}
            onClick={() => onOpen(unit)}
          >
            <span className={styles.name}>{unit.name}</span>{" "}
            {unit.archived && <span className={styles.quiet}>{t("units.archived")} </span>}
            <span className={styles.quiet}>{t("units.people", { n: unit.people })}</span>
          </li>
        ))}
      </ul>
      {dragged?.parent && (
        <div
          className={styles.root}
          onDragOver={(event) => event.preventDefault()}
          onDrop={() => drop(undefined)}
        >
          {t("units.drop.root")}
        </div>
      )}
      <p className={styles.help}>{t("units.keys")}</p>
      <p className={styles.help}>
        <Button
          size="small"
          onClick={() => {
            const line = lines[Math.min(active, lines.length - 1)];
            if (line) onAdd(line.unit);
          }}
        >
          {t("units.add.below", { name: lines[Math.min(active, lines.length - 1)]?.unit.name ?? "" })}
        </Button>
      </p>
    </>
  );
}
