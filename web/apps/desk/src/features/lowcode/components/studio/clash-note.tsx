import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Button, Radio } from "antd";
import { useState } from "react";
import type { Clash, Side } from "../../model/draft";
import styles from "./studio.module.css";

interface Props {
  readonly clashes: readonly Clash[];
  readonly onDecide: (choices: Readonly<Record<string, Side>>) => void;
}

/** Two people changed the same places: each is shown as it is here and there, and one chooses; all else is merged. */
export function ClashNote({ clashes, onDecide }: Props) {
  const { t } = useSpeech();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const words = (value: unknown) => {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
    return value === null || value === undefined || text === "" ? t("app.none") : text.slice(0, 200);
  };
  return (
    <div className={styles.clash}>
      <Note tone="warn" title={t("studio.clash", { n: clashes.length })} urgent>
        <p>{t("studio.clash.detail")}</p>
        {clashes.map(({ place, mine, theirs }) => (
          <fieldset key={place} className={styles.sides}>
            <legend>
              <code>{place}</code>
            </legend>
            <Radio.Group
              value={choices[place] ?? "mine"}
              onChange={({ target }) => setChoices({ ...choices, [place]: target.value as Side })}
              options={[
                { value: "mine", label: t("studio.clash.mine", { what: words(mine) }) },
                { value: "theirs", label: t("studio.clash.theirs", { what: words(theirs) }) },
              ]}
            />
          </fieldset>
        ))}
        <p>
          <Button
            type="primary"
            onClick={() => onDecide(Object.fromEntries(clashes.map(({ place }) => [place, choices[place] ?? "mine"])))}
          >
            {t("studio.clash.save")}
          </Button>
        </p>
      </Note>
    </div>
  );
}
