import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Flex, Input } from "antd";
import { useId, useState } from "react";
import { type Approval, approve, askApproval, refuse } from "../../api/approval";
import { useSend } from "../../api/definitions";
import { useRoleChoices } from "../use-role-choices";
import styles from "./publish.module.css";

interface Props {
  readonly me: Me;
  readonly of: string;
  readonly approval: Approval;
}

/** Who must agree before the draft is published: asked, answered, or still to be asked. */
export function ApprovalPanel({ me, of, approval }: Props) {
  const { t, list } = useSpeech();
  const id = useId();
  const { nameOf } = useRoleChoices();
  const [words, setWords] = useState("");
  const { edition, needed, request, outdated, mine, status } = approval;
  const ask = useSend(
    () => askApproval(of, edition, words.trim()),
    () => setWords(""),
  );
  const say = useSend(
    (agrees: boolean) => (agrees ? approve : refuse)(of, edition, words.trim()),
    () => setWords(""),
  );
  if (needed.length === 0) return null;
  const who = list(needed.map(nameOf));
  const isAsked = request !== null && !outdated;
  const mayAsk = !isAsked && me.actions.includes("definition.publish");
  const error = ask.error ?? say.error;
  return (
    <Note tone={status === "approved" ? "good" : "info"} title={t(`approval.${status}`, { who })}>
      {outdated && <p className={styles.said}>{t("approval.outdated")}</p>}
      {isAsked && (
        <ul className={styles.lines}>
          {request.answers.map((each) => (
            <li key={each.role}>
              {t(each.approved ? "approval.said.yes" : "approval.said.no", { role: nameOf(each.role) })} {each.reason}
            </li>
          ))}
        </ul>
      )}
      {(mayAsk || mine !== null) && (
        <div className={styles.form}>
          <label htmlFor={id}>{t(mayAsk ? "approval.note" : "approval.reason")}</label>
          <Input.TextArea id={id} rows={2} maxLength={2000} value={words} onChange={({ target }) => setWords(target.value)} />
          <Flex gap="small" wrap>
            {mayAsk && (
              <Button loading={ask.isPending} onClick={() => ask.mutate(undefined)}>
                {t("approval.ask")}
              </Button>
            )}
            {mine !== null && (
              <>
                <Button type="primary" loading={say.isPending} onClick={() => say.mutate(true)}>
                  {t("approval.yes")}
                </Button>
                <Button loading={say.isPending} disabled={words.trim() === ""} onClick={() => say.mutate(false)}>
                  {t("approval.no")}
                </Button>
              </>
            )}
          </Flex>
        </div>
      )}
      {error && <ProblemNote error={error} />}
    </Note>
  );
}
