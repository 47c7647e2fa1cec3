import { useSpeech } from "@gongdan/i18n/preact";
import { useId } from "preact/hooks";
import style from "./stars.module.css";

const ratings = [1, 2, 3, 4, 5] as const;

interface StarsProps {
  readonly value: number;
  readonly onRate: (rating: number) => void;
}

/** Five stars: a radio group, so that keys, voices and thumbs all work. */
export function Stars({ value, onRate }: StarsProps) {
  const { t } = useSpeech();
  const name = useId();
  return (
    <fieldset class={style["group"]}>
      <legend class={style["legend"]}>{t("portal.rate.label")}</legend>
      <div class={style["stars"]}>
        {ratings.map((each) => (
          <label key={each} class={style["star"]} data-lit={each <= value}>
            <input
              type="radio"
              name={name}
              value={each}
              checked={each === value}
              aria-label={t("portal.rate.star", { n: each })}
              onChange={() => onRate(each)}
            />
            <svg viewBox="0 0 24 24" width="36" height="36" aria-hidden="true">
              <path
                d="M12 2.8l2.8 5.9 6.4.8-4.7 4.4 1.2 6.4L12 17.2l-5.7 3.1 1.2-6.4L2.8 9.5l6.4-.8z"
                stroke="currentColor"
                stroke-width="1.4"
                stroke-linejoin="round"
              />
            </svg>
          </label>
        ))}
      </div>
      <p class={style["said"]} aria-live="polite">
        {value > 0 ? t(`portal.rate.${value as 1 | 2 | 3 | 4 | 5}`) : t("portal.rate.none")}
      </p>
    </fieldset>
  );
}
