import { useSpeech } from "@gongdan/i18n/react";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { actWords, actorWords, codeWords, type Deed, factLines } from "../model/deed-words";
import type { TrailFilter } from "../model/trail-filter";
import styles from "./deed-sheet.module.css";
import { OutcomeMark } from "./outcome-mark";
import { Thing } from "./trail-columns";

interface Props {
  readonly deed: Deed;
  readonly onClose: () => void;
  readonly onNarrow: (filter: TrailFilter) => void;
}

/** One deed with everything that is kept of it, and the ways on: by the same person, on the same thing. */
export function DeedSheet({ deed, onClose, onNarrow }: Props) {
  const speech = useSpeech();
  const { t, moment } = speech;
  const { object, actor } = deed;
  return (
    <SideSheet title={actWords(deed.act, speech)} open onClose={onClose}>
      <dl className={styles.facts}>
        <Line name={t("trail.at")}>{moment(new Date(deed.at))}</Line>
        <Line name={t("trail.who")}>{actorWords(deed, speech)}</Line>
        {object && (
          <Line name={t("trail.object")}>
            <Thing deed={deed} speech={speech} />
          </Line>
        )}
        <Line name={t("trail.outcome")}>
          <OutcomeMark outcome={deed.outcome} reason={codeWords(deed, speech)} />
        </Line>
        {deed.place && <Line name={t("trail.place")}>{deed.place}</Line>}
        {factLines(deed, speech).map(([name, value]) => (
          <Line key={name} name={name}>
            {value}
          </Line>
        ))}
      </dl>
      <div className={styles.ways}>
        {actor.id && <Button onClick={() => onNarrow({ who: actor.id ?? "" })}>{t("trail.same.who")}</Button>}
        {object && (
          <Button onClick={() => onNarrow({ kind: object.kind, thing: object.id })}>{t("trail.same.thing")}</Button>
        )}
        {object?.kind === "order" && <Link to={`/proofs?order=${object.id}`}>{t("trail.prove")}</Link>}
      </div>
      <h2 className={styles.heading}>{t("trail.chain")}</h2>
      <p className={styles.quiet}>{t("trail.chain.detail")}</p>
      <dl className={styles.facts}>
        <Line name={t("trail.code")}>{deed.act}</Line>
        <Line name={t("trail.stream")}>{t("trail.stream.at", { stream: deed.stream, seq: deed.seq })}</Line>
        <Line name={t("trail.hash")}>
          <code>{deed.hash}</code>
        </Line>
      </dl>
    </SideSheet>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
