import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { type ComponentType, Suspense, useState } from "react";
import { Link } from "react-router";
import { type Move, type Option, optionsQuery, type Plan, usePlanAct } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { EffectList } from "./effect-list";
import { OrderFacts } from "./order-facts";
import { StepButton } from "./step-button";
import { useMoving } from "./use-moving";
import styles from "./day-plan.module.css";

interface Props {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly order: string;
  readonly editable: boolean;
  readonly Needs?: BoardParts["Needs"];
  readonly onClose: () => void;
}

/** What the app puts into the board from other rooms, and what its reader may do there. */
export interface BoardParts {
  /** The form in which an order's appointment and other needs are said. */
  readonly Needs: ComponentType<{ readonly order: string; readonly onDone: () => void }> | undefined;
  readonly mayRecord: boolean;
}

/** "Move to…": everybody with what it would mean, the best first; whoever can't, with the reason. */
export function MoveSheet({ plan, rows, order: id, editable, Needs, onClose }: Props) {
  const { t } = useSpeech();
  const order = rows.orders.get(id);
  if (!order) return null;
  const stands = rows.stands.get(id);
  const fixed = stands?.begun === true || order.started || order.done;
  const title = editable && !fixed ? t("dayplan.move", { number: order.number }) : order.number;
  return (
    <SideSheet title={title} open onClose={onClose} foot={<Link to={`/orders/${id}`}>{t("dayplan.open")}</Link>}>
      <div className={styles.sheet}>
        <OrderFacts order={order} stands={stands} rows={rows} />
        {Needs && order.title !== "" && !order.done && <Said Needs={Needs} order={id} />}
        {!editable && <p className={styles.quiet}>{t("dayplan.fixed.held")}</p>}
        {editable && fixed && <p className={styles.quiet}>{t("dayplan.fixed.begun")}</p>}
        {editable && !fixed && <Moves plan={plan} rows={rows} order={id} onClose={onClose} />}
      </div>
    </SideSheet>
  );
}

/** The form of what the work takes, once it is asked for. */
function Said({ Needs, order }: { readonly Needs: NonNullable<Props["Needs"]>; readonly order: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  if (!open) return <Button onClick={() => setOpen(true)}>{t("dayplan.needs.change")}</Button>;
  return (
    <section aria-label={t("dayplan.needs")}>
      <Suspense fallback={<Skeleton active title={false} />}>
        <Needs order={order} onDone={() => setOpen(false)} />
      </Suspense>
    </section>
  );
}

function Moves({ plan, rows, order: id, onClose }: Omit<Props, "editable" | "Needs">) {
  const { t } = useSpeech();
  const tell = useTell();
  const act = usePlanAct(plan);
  const moving = useMoving(plan, rows);
  const order = rows.orders.get(id);
  const stands = rows.stands.get(id);
  const locked = order?.locked === true;
  const found = useQuery({ ...optionsQuery(plan, id), enabled: !locked });
  const number = order?.number ?? "";
  const move = (what: Move, said: string) => {
    const done = () => {
      tell(said);
      onClose();
    };
    moving.move(what, done);
  };
  const lock = () => act.mutate({ act: "lock", order: id, locked: !locked }, { onSuccess: () => tell(t(locked ? "dayplan.unlocked.done" : "dayplan.locked.done", { number })) });
  const step = (by: number) => move({ order: id, to: stands?.user ?? null, at: (stands?.at ?? 0) + by }, t("dayplan.move.shifted", { number }));
  return (
    <>
      {act.error && <ProblemNote error={act.error} />}
      {moving.error !== null && <ProblemNote error={moving.error} />}
      {moving.question}
      {stands && (
        <div className={styles.acts}>
          <Button loading={act.isPending} onClick={lock}>
            {t(locked ? "dayplan.unlock" : "dayplan.lock")}
          </Button>
          {!locked && (
            <Button onClick={() => move({ order: id, to: null, at: 0 }, t("dayplan.move.out.done", { number }))}>{t("dayplan.move.out")}</Button>
          )}
        </div>
      )}
      {stands && !locked && (
        <>
          {stands.at > 0 && <StepButton plan={plan} rows={rows} label={t("dayplan.move.earlier")} move={{ order: id, to: stands.user, at: stands.at - 1 }} onMove={() => step(-1)} />}
          {stands.at < stands.of - 1 && <StepButton plan={plan} rows={rows} label={t("dayplan.move.later")} move={{ order: id, to: stands.user, at: stands.at + 1 }} onMove={() => step(1)} />}
        </>
      )}
      {found.error && <ProblemNote error={found.error} />}
      {found.isLoading && <Skeleton active title={false} />}
      {found.data && !locked && (
        <Options options={found.data} rows={rows} now={stands?.user ?? ""} pending={moving.pending} onMove={({ user, at, name }) => move({ order: id, to: user, at: at ?? 0 }, t("dayplan.move.done", { number, name }))} />
      )}
    </>
  );
}

interface OptionsProps {
  readonly options: readonly Option[];
  readonly rows: Rows;
  readonly now: string;
  readonly pending: boolean;
  readonly onMove: (option: Option) => void;
}

function Options({ options, rows, now, pending, onMove }: OptionsProps) {
  const { t } = useSpeech();
  const able = options.filter(({ effects }) => effects !== null);
  const unable = options.filter(({ effects }) => effects === null);
  return (
    <section aria-label={t("dayplan.move.to")}>
      <h3 className={styles.sheetTitle}>{t("dayplan.move.to")}</h3>
      {able.length === 0 && <p className={styles.quiet}>{t("dayplan.move.none")}</p>}
      <ul className={styles.options}>
        {able.map((each) => (
          <li key={each.user} className={styles.option}>
            <div>
              <strong>{each.name}</strong>
              {each.effects && each.user !== now && <EffectList effects={each.effects} rows={rows} />}
            </div>
            {each.user === now ? (
              <span className={styles.quiet}>{t("dayplan.move.here")}</span>
            ) : (
              <Button loading={pending} onClick={() => onMove(each)}>
                {t("dayplan.move.it", { name: each.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {unable.length > 0 && (
        <details className={styles.unable}>
          <summary>
            {t("dayplan.move.cannot")} ({unable.length})
          </summary>
          <ul>
            {unable.map((each) => (
              <li key={each.user}>
                <strong>{each.name}</strong> {each.why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
