import type { Permission } from "@gongdan/flow-model/bundle";
import { cellOf, choicesOf, nextOf, seenByCustomers, setCells, showCustomers, type Spot } from "@gongdan/flow-model/rights";
import { stepsOf } from "@gongdan/flow-model/steps";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { StageMark } from "@gongdan/ui/stage-mark";
import { Button } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import type { PartProps } from "../../model/part";
import { cellNext, type GridSpot } from "../../model/grid-keys";
import styles from "./rights.module.css";

const permissions = ["hidden", "read", "edit", "required"] as const satisfies readonly Permission[];

/** Fields by steps: arrow keys go from cell to cell, Enter takes the next permission, 1 to 4 choose one. */
export function FieldMatrix({ bundle, edit, readOnly }: PartProps) {
  const { t, locale } = useSpeech();
  const steps = stepsOf(bundle.flow).filter(([, { form }]) => form);
  const fields = Object.entries(bundle.fields ?? {});
  const [at, setAt] = useState<GridSpot>({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  if (fields.length === 0) return null;
  const nameOf = (title: Parameters<typeof wordsOf>[0], key: string) => wordsOf(title, locale) || key;
  const row = Math.min(at.row, fields.length - 1);
  const column = Math.min(at.column, steps.length);
  const [fieldKey = "", field] = fields[row] ?? [];
  const [stepKey = "", step] = steps[column] ?? [];
  const set = (spots: readonly Spot[], wish: Permission) => edit(t("rights.edit.fields"), (before) => setCells(before, spots, wish));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = cellNext(event.key, { row, column }, { rows: fields.length, columns: steps.length + 1 });
    const wish = permissions[Number(event.key) - 1];
    if (next) {
      event.preventDefault();
      setAt(next);
      grid.current?.querySelector<HTMLElement>(`[data-spot="${next.row}/${next.column}"]`)?.focus();
    } else if (wish && !readOnly && step) {
      event.preventDefault();
      set([{ step: stepKey, field: fieldKey }], wish);
    }
  };
  const all = (which: "row" | "column") =>
    which === "row" ? steps.map(([key]) => ({ step: key, field: fieldKey })) : fields.map(([key]) => ({ step: stepKey, field: key }));
  return (
    <section className={styles.group} aria-label={t("rights.fields")}>
      <h3>{t("rights.fields")}</h3>
      <p className={styles.quiet}>{t("rights.fields.detail")}</p>
      {!readOnly && (
        <div className={styles.bulk}>
          {(["row", "column"] as const).map((which) => {
            const label = t(`rights.${which}`, { name: which === "row" ? nameOf(field?.title, fieldKey) : nameOf(step?.title, stepKey) });
            return (
              (which === "row" || step) && (
                <div key={which} role="group" aria-label={label} className={styles.bulkLine}>
                  <span>{label}</span>
                  {permissions.map((each) => (
                    <Button key={each} size="small" onClick={() => set(all(which), each)}>
                      {t(`rights.cell.${each}`)}
                    </Button>
                  ))}
                </div>
              )
            );
          })}
        </div>
      )}
      <div className={styles.scroll}>
        <table ref={grid} role="grid" aria-label={t("rights.fields")} className={styles.matrix} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">{t("rights.field")}</th>
              {steps.map(([key, node]) => (
                <th key={key} scope="col">
                  {node.stage && <StageMark stage={node.stage} />}
                  <span>{nameOf(node.title, key)}</span>
                </th>
              ))}
              <th scope="col">{t("rights.customers")}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(([key, each], y) => (
              <tr key={key}>
                <th scope="row">{nameOf(each.title, key)}</th>
                {steps.map(([of, node], x) => {
                  const now = cellOf(bundle, node, key);
                  return (
                    <Cell key={of} spot={{ row: y, column: x }} here={y === row && x === column} onHere={setAt} value={now ?? "none"}
                      label={t("rights.may", { step: nameOf(node.title, of), field: nameOf(each.title, key), may: t(`rights.cell.${now ?? "none"}`) })}
                      words={t(`rights.cell.${now ?? "none"}`)} fixed={readOnly || now === undefined}
                      onNext={() => now && set([{ step: of, field: key }], nextOf(choicesOf(bundle, node, key), now))} />
                  );
                })}
                <Cell spot={{ row: y, column: steps.length }} here={y === row && column === steps.length} onHere={setAt} value={seenByCustomers(each)}
                  label={t("rights.may", { step: t("rights.customers"), field: nameOf(each.title, key), may: t(`rights.customers.${seenByCustomers(each)}`) })}
                  words={t(`rights.customers.${seenByCustomers(each)}`)} fixed={readOnly || seenByCustomers(each) === "personal"}
                  onNext={() => edit(t("rights.edit.customers"), (before) => showCustomers(before, key, seenByCustomers(each) === "hidden"))} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface CellProps {
  readonly spot: GridSpot;
  readonly here: boolean;
  readonly value: string;
  readonly label: string;
  readonly words: string;
  /** Not to be changed here. */
  readonly fixed: boolean;
  readonly onHere: (spot: GridSpot) => void;
  readonly onNext: () => void;
}

function Cell({ spot, here, value, label, words, fixed, onHere, onNext }: CellProps) {
  return (
    <td role="gridcell">
      <button type="button" className={styles.cell} data-spot={`${spot.row}/${spot.column}`} data-value={value} tabIndex={here ? 0 : -1}
        aria-label={label} aria-disabled={fixed} onFocus={() => onHere(spot)} onClick={() => !fixed && onNext()}>
        {words}
      </button>
    </td>
  );
}
