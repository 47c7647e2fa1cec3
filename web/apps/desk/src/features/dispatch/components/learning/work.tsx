import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { Select } from "antd";
import { useState } from "react";
import type { Learning } from "../../api/learning";
import { percent } from "../../model/figures";
import card from "./card.module.css";
import styles from "./work.module.css";

type Category = Learning["work"][number];
const WIDE = 300;

/** Who gets the orders of a category, beside an even part: so that it can be seen, and talked about. */
export function Work({ work }: { readonly work: Learning["work"] }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState(0);
  const at = work[chosen] ?? work[0];
  const options = work.map((each, index) => ({ value: index, label: each.category === "" ? t("learning.work.unknown") : each.name }));
  return (
    <Panel
      title={t("learning.work")}
      acts={work.length > 1 && <Select className={styles.select ?? ""} aria-label={t("learning.work.category")} value={chosen} options={options} onChange={setChosen} />}
    >
      {at ? <People of={at} /> : <p className={card.quiet}>{t("learning.work.none")}</p>}
    </Panel>
  );
}

function People({ of }: { readonly of: Category }) {
  const { t } = useSpeech();
  const most = Math.max(of.even, ...of.people.map(({ part }) => part)) * 1.05;
  return (
    <div className={card.card}>
      <ul className={card.lines}>
        {of.people.map(({ user, name, count, part }) => (
          <li key={user} className={styles.person}>
            <span>{name}</span>
            <svg className={styles.bar} viewBox={`0 0 ${WIDE} 14`} preserveAspectRatio="none" aria-hidden>
              <rect className={styles.part} x="0" y="2" width={(WIDE * part) / most} height="10" />
              <line className={styles.even} x1={(WIDE * of.even) / most} x2={(WIDE * of.even) / most} y1="0" y2="14" />
            </svg>
            <span className={card.quiet}>{t("learning.work.part", { count, part: percent(part), even: percent(of.even) })}</span>
          </li>
        ))}
      </ul>
      <p className={card.quiet}>{t("learning.work.hint")}</p>
    </div>
  );
}
