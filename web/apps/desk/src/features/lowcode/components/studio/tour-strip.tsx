import type { Bundle } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { useState } from "react";
import { tourQuery } from "../../api/begin";
import { stopsIn } from "../../model/tour";
import styles from "./studio.module.css";

interface Props {
  readonly bundle: Bundle;
  readonly onGo: (place: string) => void;
  /** It was read, or put away. */
  readonly onClose: () => void;
}

/** What a template has prepared, place by place, above the open part: nothing is covered, and Escape puts it away. */
export function TourStrip({ bundle, onGo, onClose }: Props) {
  const { t, locale } = useSpeech();
  const { data = [], error } = useQuery(tourQuery(bundle.template ?? ""));
  const stops = stopsIn(bundle, data);
  const [at, setAt] = useState(0);
  const n = Math.min(at, stops.length - 1);
  const stop = stops[n];
  const last = n === stops.length - 1;
  return (
    <section className={styles.tour} aria-label={t("tour.title")} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <h2>{t("tour.title")}</h2>
      {error && <ProblemNote error={error} />}
      {stop && (
        <>
          <span className={styles.quiet}>{t("tour.step", { n: n + 1, of: stops.length })}</span>
          <p role="status" className={styles.said}>{wordsOf(stop.words, locale)}</p>
          <Flex gap="small" wrap>
            {stop.place !== "" && <Button size="small" onClick={() => onGo(stop.place)}>{t("tour.go")}</Button>}
            <Button size="small" disabled={n === 0} onClick={() => setAt(n - 1)}>
              {t("tour.back")}
            </Button>
            <Button size="small" type="primary" onClick={() => (last ? onClose() : setAt(n + 1))}>
              {t(last ? "tour.done" : "tour.next")}
            </Button>
          </Flex>
        </>
      )}
      <Button type="text" size="small" aria-label={t("tour.close")} onClick={onClose}>
        ×
      </Button>
    </section>
  );
}
