import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input, Popover } from "antd";
import { useEffect, useId, useState } from "react";
import { ProblemNote } from "./problem-note";
import styles from "./reveal-button.module.css";
import type { Reveal } from "./use-reveal";

/** Reasons that need no typing, in the order in which they are needed on the road. */
const presets = ["call", "visit", "identify", "correct", "request"] as const;
/** Two Han characters say enough; the server has the last word. */
const shortest = 2;

interface Props {
  readonly reveal: Reveal;
  /** What will be shown, for who hears the page. */
  readonly what: string;
}

/** Shows masked values in clear after a reason is chosen; then counts down, and hides them again. */
export function RevealButton({ reveal, what }: Props) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const { shown, pending } = reveal;
  if (shown) return <Hide reveal={reveal} />;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      getPopupContainer={(button) => button.parentElement ?? button}
      title={t("parts.reveal.why")}
      content={<Reasons reveal={reveal} onShown={() => setOpen(false)} />}
    >
      <Button size="small" loading={pending} aria-label={t("parts.reveal.what", { what })} aria-expanded={open}>
        {t("parts.reveal")}
      </Button>
    </Popover>
  );
}

function Reasons({ reveal, onShown }: { readonly reveal: Reveal; readonly onShown: () => void }) {
  const { t } = useSpeech();
  const id = useId();
  const [words, setWords] = useState("");
  const ask = (reason: string) => {
    void reveal.ask(reason).then((shown) => {
      if (shown) onShown();
    });
  };
  return (
    <div className={styles.reasons}>
      <div className={styles.presets}>
        {presets.map((each, place) => (
          <Button key={each} autoFocus={place === 0} disabled={reveal.pending} onClick={() => ask(each)}>
            {t(`parts.reveal.reason.${each}`)}
          </Button>
        ))}
      </div>
      <form
        className={styles.own}
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim().length >= shortest) ask(words.trim());
        }}
      >
        <label htmlFor={id}>{t("parts.reveal.own")}</label>
        <Input id={id} value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} />
        <Button htmlType="submit" disabled={words.trim().length < shortest} loading={reveal.pending}>
          {t("parts.reveal")}
        </Button>
      </form>
      <p className={styles.told}>{t("parts.reveal.told")}</p>
      {reveal.error !== null && <ProblemNote error={reveal.error} />}
    </div>
  );
}

function Hide({ reveal }: { readonly reveal: Reveal }) {
  const { t } = useSpeech();
  const left = useSecondsLeft(reveal.shown?.until ?? new Date());
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span className={styles.hide}>
      <Button size="small" onClick={reveal.hide}>
        {t("parts.reveal.hide")}
      </Button>
      <span className={styles.left}>{t("parts.reveal.left", { clock })}</span>
    </span>
  );
}

function useSecondsLeft(until: Date): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, Math.round((until.getTime() - now) / 1000));
}
