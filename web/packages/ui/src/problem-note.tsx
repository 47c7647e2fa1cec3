import { problemFrom, unreachable, unreadable } from "@gongdan/api/problem";
import type { ProblemBody } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import type { Speech } from "@gongdan/i18n/speech";
import type { ReactNode } from "react";
import { Note } from "./note";
import styles from "./problem-note.module.css";

/** The server's words, or ours where no server spoke. */
function worded(body: ProblemBody, { t }: Speech): ProblemBody {
  if (body.code === unreachable) {
    const [title, detail] = [t("problem.unreachable.title"), t("problem.unreachable.detail")];
    return { ...body, detail: title, kept: detail, next: t("problem.unreachable.next") };
  }
  return body.code === unreadable ? { ...body, detail: t("problem.unreadable.title") } : body;
}

interface Props {
  readonly error: unknown;
  readonly children?: ReactNode;
}

/** A problem in words: what happened, what was kept, what to do, and the code that support can use. */
export function ProblemNote({ error, children }: Props) {
  const spoken = useSpeech();
  const body = worded(problemFrom(error, 0).body, spoken);
  const errors = body.errors.filter((each) => each.detail !== body.detail);
  return (
    <Note tone="broken" title={body.detail || body.title} urgent>
      {errors.length > 0 && (
        <ul className={styles.errors}>
          {errors.map((each) => (
            <li key={each.pointer + each.code}>{each.detail}</li>
          ))}
        </ul>
      )}
      {body.kept && <p>{body.kept}</p>}
      {body.next && <p>{body.next}</p>}
      {children}
      <p className={styles.codes}>
        {spoken.t("problem.code", { code: body.code })}
        {body.trace && <> · {spoken.t("problem.trace", { trace: body.trace })}</>}
      </p>
    </Note>
  );
}
