import type { Field } from "@gongdan/flow-model/bundle";
import { optionsOf, setOptions } from "@gongdan/flow-model/fields";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input } from "antd";
import styles from "./fields.module.css";

interface Props {
  readonly field: Field;
  readonly readOnly: boolean;
  readonly onChange: (next: (field: Field) => Field) => void;
}

/** What can be chosen: each choice is called something and can be taken away; its value stays whatever it is called. */
export function OptionsEditor({ field, readOnly, onChange }: Props) {
  const { t, locale } = useSpeech();
  const options = optionsOf(field);
  const values = new Set(options.map(([value]) => value));
  const add = () => {
    let count = options.length + 1;
    while (values.has(`option_${count}`)) count += 1;
    const words = t("fields.option.new", { n: options.length + 1 });
    onChange((old) => setOptions(old, [...optionsOf(old), [`option_${count}`, { zh: words, en: words }]]));
  };
  const name = (at: string, words: string) =>
    onChange((old) => setOptions(old, optionsOf(old).map(([value, title]) => [value, value === at ? { ...title, [locale]: words } : title])));
  const drop = (at: string) => onChange((old) => setOptions(old, optionsOf(old).filter(([value]) => value !== at)));
  return (
    <section className={styles.options} aria-label={t("fields.options")}>
      <h3>{t("fields.options")}</h3>
      {options.map(([value, title], index) => (
        <div key={value} className={styles.option}>
          <Input
            aria-label={t("fields.option", { n: index + 1 })}
            value={title[locale] ?? ""}
            disabled={readOnly}
            maxLength={80}
            onChange={({ target }) => name(value, target.value)}
          />
          {!readOnly && (
            <Button type="text" aria-label={t("fields.option.remove", { n: index + 1 })} onClick={() => drop(value)}>
              ×
            </Button>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="small" onClick={add}>
          {t("fields.option.add")}
        </Button>
      )}
    </section>
  );
}
