import { useSpeech } from "@gongdan/i18n/react";
import { wrongAt } from "@gongdan/ui/form-row";
import { Button, Input, InputNumber } from "antd";
import type { Settings } from "../api/needs";
import { kindName } from "../model/names";
import styles from "./needs.module.css";

type Kind = Settings["kinds"][number];

interface Props {
  readonly kinds: readonly Kind[];
  readonly mayChange: boolean;
  readonly error: unknown;
  readonly onChange: (kinds: readonly Kind[]) => void;
}

const most = 8;

/** An id that no kind has yet. */
function freshId(kinds: readonly Kind[]): string {
  const taken = new Set(kinds.map(({ id }) => id));
  let number = kinds.length + 1;
  while (taken.has(`shift${number}`)) number += 1;
  return `shift${number}`;
}

/** The kinds of shift: name, hour of beginning, hours. */
export function KindFields({ kinds, mayChange, error, onChange }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const put = (at: number, changed: Partial<Kind>) => { onChange(kinds.map((each, place) => (place === at ? { ...each, ...changed } : each))); };
  return (
    <fieldset className={styles.set} disabled={!mayChange}>
      <legend>{t("needs.kinds")}</legend>
      {kinds.map((kind, at) => {
        const wrong = wrongAt(error, `/kinds/${at}`) ?? wrongAt(error, `/kinds/${at}/hours`);
        return (
          <div key={kind.id} role="group" aria-label={kindName(speech, kind)}>
            <div className={styles.kind}>
              <Input aria-label={t("needs.kind.name")} maxLength={20} placeholder={kindName(speech, { ...kind, name: "" })} value={kind.name} onChange={(event) => { put(at, { name: event.target.value }); }} />
              <InputNumber aria-label={t("needs.kind.begins")} min={0} max={23} precision={0} suffix=":00" value={kind.begins} onChange={(next) => { put(at, { begins: next ?? kind.begins }); }} />
              <InputNumber aria-label={t("needs.kind.hours")} min={1} max={24} precision={0} suffix="h" value={kind.hours} onChange={(next) => { put(at, { hours: next ?? kind.hours }); }} />
              {mayChange && kinds.length > 1 && (
                <Button aria-label={t("needs.kind.remove", { name: kindName(speech, kind) })} onClick={() => { onChange(kinds.filter((_, place) => place !== at)); }}>
                  ×
                </Button>
              )}
            </div>
            {wrong && <p className={styles.quiet}>{wrong}</p>}
          </div>
        );
      })}
      {mayChange && kinds.length < most && (
        <Button onClick={() => { onChange([...kinds, { id: freshId(kinds), name: "", begins: 9, hours: 8 }]); }}>{t("needs.kind.add")}</Button>
      )}
    </fieldset>
  );
}
