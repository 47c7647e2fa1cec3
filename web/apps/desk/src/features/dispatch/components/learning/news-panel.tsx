import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Learning, News } from "../../api/learning";
import { moved, percent } from "../../model/figures";
import { useReasons } from "./use-reasons";
import card from "./card.module.css";
import styles from "./news-panel.module.css";

/** What is otherwise than before, in sentences; what can't be told apart from chance stands folded below. */
export function NewsPanel({ learning }: { readonly learning: Learning }) {
  const { t } = useSpeech();
  const loud = learning.news.filter(({ category, course }) => category === "" || course === "rose" || course === "fell");
  const quiet = learning.news.filter((each) => !loud.includes(each));
  return (
    <Panel title={t("learning.news")}>
      <div className={card.card}>
        {learning.news.length === 0 ? <p className={card.text}>{t("learning.news.none")}</p> : <Lines news={loud} />}
        <NewWeights models={learning.models} />
        {quiet.length > 0 && (
          <details>
            <summary className={card.summary}>{t("learning.news.quiet", { n: quiet.length })}</summary>
            <Lines news={quiet} />
          </details>
        )}
        <p className={card.quiet}>{t("learning.news.hint")}</p>
      </div>
    </Panel>
  );
}

function Lines({ news }: { readonly news: readonly News[] }) {
  const say = useNews();
  return (
    <ul className={styles.news}>
      {news.map((each) => (
        <li key={each.category} data-course={each.course}>
          {say(each)}
        </li>
      ))}
    </ul>
  );
}

/** One sentence on one category. */
function useNews() {
  const { t } = useSpeech();
  return ({ category, name, before, now, course }: News) => {
    const called = category === "" ? t("learning.news.all") : name;
    if (course === "few") return t("learning.news.few", { name: called, now: now.count, before: before.count });
    const figures = {
      name: called,
      before: percent(before.value),
      beforeLow: percent(before.low),
      beforeHigh: percent(before.high),
      now: percent(now.value),
      nowLow: percent(now.low),
      nowHigh: percent(now.high),
    };
    return t(`learning.news.${course}`, figures);
  };
}

function NewWeights({ models }: { readonly models: Learning["models"] }) {
  const { t } = useSpeech();
  const { parts } = useReasons();
  const newest = models.find(({ model, version }) => model === "weights" && version > 0);
  if (!newest) return null;
  const { more, less } = moved(newest.changes);
  if (more.length === 0 || less.length === 0) return null;
  return <p className={card.text}>{t("learning.weights.now", { version: newest.version, more: parts(more), less: parts(less) })}</p>;
}
