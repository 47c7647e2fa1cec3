import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { DataTable } from "@gongdan/ui/data-table";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { discardLetter, type Letter, lettersQuery, resendLetter, restoreLetter, useSystemAct } from "../api/system";
import styles from "./system.module.css";

/** What was given up after all attempts: to be sent again, or laid aside with a reason. */
export function Letters({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const tell = useTell();
  const [aside, setAside] = useState(false);
  const [asked, setAsked] = useState<Letter>();
  const letters = useQuery(lettersQuery(aside));
  const may = (action: string) => me.actions.includes(action);
  const resend = useSystemAct(resendLetter, () => tell(t("letters.resent")));
  const restore = useSystemAct(restoreLetter, () => tell(t("letters.restored")));
  const discard = useSystemAct(
    ({ letter, reason }: { letter: Letter; reason: string }) => discardLetter(letter.id, reason),
    (_, { letter }) => {
      setAsked(undefined);
      tell(t("letters.discarded"), letter.kind === "job" ? () => restore.mutateAsync(letter.id) : undefined);
    },
  );
  const problem = resend.error ?? restore.error;
  return (
    <section aria-labelledby="work-letters" className={styles.part}>
      <Flex justify="space-between" align="center" wrap gap="small">
        <h2 id="work-letters">{t(aside ? "letters.aside" : "letters.open")}</h2>
        <Button type="link" onClick={() => setAside(!aside)}>
          {t(aside ? "letters.show.open" : "letters.show.aside")}
        </Button>
      </Flex>
      {problem && <ProblemNote error={problem} />}
      {letters.isPending && <Skeleton active title={false} />}
      {letters.isError && <ProblemNote error={letters.error} />}
      {letters.data && (
        <DataTable
          label={t("letters.open")}
          columns={[
            { key: "what", title: t("letters.what"), cell: (letter) => <What letter={letter} /> },
            { key: "error", title: t("letters.error"), cell: ({ error }) => <code>{error}</code> },
            { key: "attempts", title: t("letters.attempts"), cell: ({ attempts }) => attempts },
            { key: "at", title: t("letters.at"), cell: ({ at }) => <When at={at} /> },
            ...(aside ? [{ key: "why", title: t("parts.reason"), cell: ({ reason }: Letter) => reason }] : []),
            {
              key: "acts",
              title: t("letters.acts"),
              cell: (letter) => (
                <Flex wrap gap="small">
                  {!aside && may("deadletter.resend") && (
                    <Button size="small" loading={resend.isPending} onClick={() => resend.mutate(letter.id)}>
                      {t("letters.resend")}
                    </Button>
                  )}
                  {letter.can_be_discarded && may("deadletter.discard") && (
                    <Button size="small" onClick={() => setAsked(letter)}>
                      {t("letters.discard")}
                    </Button>
                  )}
                  {letter.can_be_restored && may("deadletter.discard") && (
                    <Button size="small" loading={restore.isPending} onClick={() => restore.mutate(letter.id)}>
                      {t("letters.restore")}
                    </Button>
                  )}
                </Flex>
              ),
            },
          ]}
          rows={letters.data}
          rowKey={({ id }) => id}
          empty={<p className={styles.quiet}>{t(aside ? "letters.none.aside" : "letters.none")}</p>}
        />
      )}
      {asked && (
        <ConfirmAct
          title={t("letters.discard.title")}
          act={t("letters.discard")}
          withReason
          final={asked.kind !== "job"}
          pending={discard.isPending}
          error={discard.error}
          onConfirm={(reason) => discard.mutate({ letter: asked, reason })}
          onClose={() => {
            discard.reset();
            setAsked(undefined);
          }}
        >
          <p>{t(asked.kind === "job" ? "letters.discard.job" : "letters.discard.reaction")}</p>
        </ConfirmAct>
      )}
    </section>
  );
}

function What({ letter }: { readonly letter: Letter }) {
  const { t, word } = useSpeech();
  const name = word("jobkind", letter.name, "jobkind.other") || letter.name;
  return (
    <>
      {name}
      <span className={styles.beside}>
        {letter.order && <Link to={`/orders/${letter.order.id}`}>{letter.order.number}</Link>}
        {letter.webhook && <Link to={`/webhooks/${letter.webhook}`}>{t("letters.webhook")}</Link>}
      </span>
    </>
  );
}
