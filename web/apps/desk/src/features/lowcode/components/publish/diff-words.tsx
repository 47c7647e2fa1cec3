import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { diffQuery } from "../../api/diff";
import styles from "./publish.module.css";

interface Props {
  readonly of: string;
  readonly from: string;
  readonly to: string;
}

const marks: Readonly<Record<string, string>> = { added: "+", removed: "−", changed: "~", moved: "↕" };

/** What changed between two sides, sentence by sentence, part by part. */
export function DiffWords({ of, from, to }: Props) {
  const { t } = useSpeech();
  const diff = useQuery(diffQuery(of, from, to));
  if (diff.isPending) return <Skeleton active title={false} />;
  if (diff.isLoadingError) return <ProblemNote error={diff.error} />;
  if (diff.data.parts.length === 0) return <p className={styles.said}>{t("parts.diff.none")}</p>;
  return (
    <dl className={styles.diff}>
      {diff.data.parts.map(({ part, title, lines }) => (
        <div key={part}>
          <dt>{title}</dt>
          <dd>
            <ul>
              {lines.map(({ kind, place, words }) => (
                <li key={`${kind} ${place} ${words}`} data-kind={kind}>
                  <span aria-hidden="true">{marks[kind] ?? "~"}</span>
                  {words}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
