import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import type { Deed, Rehearsal, StandIn, useDeed } from "../api/rehearsals";
import { needsReason, type OtherAct, targetsOf } from "../model/trial";
import styles from "./rehearsal.module.css";

interface Props {
  readonly seen: Rehearsal;
  readonly who: StandIn;
  readonly acts: readonly OtherAct[];
  readonly deed: ReturnType<typeof useDeed>;
}

/** What else can be done: claim, hand on, send back and so on; the chosen one asks for what it needs. */
export function OtherActs({ seen, who, acts, deed }: Props) {
  const { t, word } = useSpeech();
  const [chosen, choose] = useState<OtherAct>();
  const [reason, setReason] = useState("");
  const [to, setTo] = useState<string>();
  const targets = chosen ? targetsOf(chosen, seen, who) : [];
  const send = (act: OtherAct, target: string | undefined, why: string) =>
    deed.mutate({ by: who.key, act: act.act as Deed["act"], node: act.node, reason: why, ...(target ? { to: target } : {}) });
  const press = (act: OtherAct) => {
    const [first] = targetsOf(act, seen, who);
    if (!first && !needsReason(act.act)) {
      send(act, undefined, "");
      return;
    }
    choose(act);
    setTo(first?.value);
    setReason("");
  };
  return (
    <div className={styles.others}>
      <div className={styles.acts} role="group" aria-label={t("rehearsal.others")}>
        {acts.map((act) => (
          <Button key={`${act.act} ${act.node}`} size="small" aria-pressed={act === chosen} disabled={deed.isPending} onClick={() => press(act)}>
            {word("rehearsal.act", act.act, "rehearsal.act.other")}
          </Button>
        ))}
      </div>
      {chosen && (
        <div className={styles.form}>
          {targets.length > 0 && (
            <FormRow label={t("rehearsal.to")}>
              {({ id }) => (
                <div className={styles.person}>
                  <Select
                    id={id}
                    className={styles.wide}
                    getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? trigger}
                    value={to ?? null}
                    options={[...targets]}
                    onChange={(next: string) => setTo(next)}
                  />
                </div>
              )}
            </FormRow>
          )}
          <FormRow label={t("rehearsal.reason")} optional={!needsReason(chosen.act)}>
            {(bound) => <Input {...bound} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />}
          </FormRow>
          <div className={styles.acts}>
            <Button type="primary" disabled={needsReason(chosen.act) && !reason.trim()} loading={deed.isPending} onClick={() => send(chosen, to, reason)}>
              {word("rehearsal.act", chosen.act, "rehearsal.act.other")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
