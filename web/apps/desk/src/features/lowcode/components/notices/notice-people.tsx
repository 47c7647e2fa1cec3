import type { Bundle, Rule } from "@gongdan/flow-model/bundle";
import { comparables } from "@gongdan/flow-model/conditions/fields";
import { holders, isOurs, watchers } from "@gongdan/flow-model/notices";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Checkbox } from "antd";
import type { Names } from "../../model/who-words";
import { WhoEditor } from "../node/who-editor";
import styles from "./notices.module.css";

interface Props {
  readonly bundle: Bundle;
  readonly to: readonly Rule[];
  readonly names: Names;
  readonly readOnly: boolean;
  readonly onChange: (to: readonly Rule[]) => void;
}

/** Who is told: whoever has the step, those who follow the order, and others by the rules that steps have, too. */
export function NoticePeople({ bundle, to, names, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const people = comparables(bundle).filter(({ name, kind }) => kind === "person" && name !== "reporter" && name !== "assignee").map(({ name }) => name);
  const others = to.filter((rule) => !isOurs(rule));
  const has = (key: "holder" | "watchers") => to.some((rule) => key in rule);
  const set = (holder: boolean, watching: boolean, rest: readonly Rule[]) =>
    onChange([...(holder ? [holders] : []), ...(watching ? [watchers] : []), ...rest]);
  return (
    <section className={styles.group} aria-label={t("notices.to")}>
      <h3>{t("notices.to")}</h3>
      <Checkbox checked={has("holder")} disabled={readOnly} onChange={({ target }) => set(target.checked, has("watchers"), others)}>
        {t("notices.to.holder")}
      </Checkbox>
      <Checkbox checked={has("watchers")} disabled={readOnly} onChange={({ target }) => set(has("holder"), target.checked, others)}>
        {t("notices.to.watchers")}
      </Checkbox>
      {others.map((rule, index) => (
        <div key={index} className={styles.other}>
          <WhoEditor label={t("notices.to.nth", { n: index + 1 })} rule={rule} names={names} people={people} readOnly={readOnly}
            onChange={(next) => set(has("holder"), has("watchers"), others.with(index, next))} />
          {!readOnly && (
            <Button type="text" size="small" aria-label={t("notices.to.remove", { n: index + 1 })}
              onClick={() => set(has("holder"), has("watchers"), others.toSpliced(index, 1))}>
              ✕
            </Button>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="small" type="dashed" onClick={() => set(has("holder"), has("watchers"), [...others, { role: "dispatcher" }])}>
          {t("notices.to.add")}
        </Button>
      )}
    </section>
  );
}
