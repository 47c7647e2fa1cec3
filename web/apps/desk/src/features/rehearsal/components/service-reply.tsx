import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Button, Select } from "antd";
import { useMemo, useState } from "react";
import type { Failure, Rehearsal, useDeed, Waits } from "../api/rehearsals";
import { replyForm } from "../model/reply";
import { MadeUp } from "./made-up";
import styles from "./rehearsal.module.css";
import { ReplyForm } from "./reply-form";

interface Props {
  readonly waits: Waits;
  readonly seen: Rehearsal;
  readonly by: string;
  readonly deed: ReturnType<typeof useDeed>;
}

/** A service that is not called: it answers what one says, or fails as one says. */
export function ServiceReply({ waits, seen, by, deed }: Props) {
  const { t } = useSpeech();
  const form = useMemo(() => replyForm(waits.answers), [waits.answers]);
  const [failure, choose] = useState<Failure>("no_answer");
  const passing = waits.failures.find(({ key }) => key === failure)?.passing === true;
  const fail = (always: boolean) => deed.mutate({ by, act: "service_fails", token: waits.token, failure, always });
  return (
    <MadeUp title={t("rehearsal.service.waits", { title: waits.title, asks: waits.asks })}>
      <ReplyForm
        form={form}
        known={seen.values}
        act={t("rehearsal.service.answers")}
        pending={deed.isPending}
        onSend={(data) => deed.mutate({ by, act: "service_answers", token: waits.token, data })}
      />
      <FormRow label={t("rehearsal.service.or")} hint={passing ? t("rehearsal.service.tried", { n: waits.tried, most: waits.most }) : t("rehearsal.service.certain")}>
        {(bound) => (
          <div className={styles.person}>
            <Select
              id={bound.id}
              aria-describedby={bound["aria-describedby"]}
              className={styles.wide}
              getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? trigger}
              value={failure}
              options={waits.failures.map(({ key }) => ({ value: key as Failure, label: t(`rehearsal.failure.${key as Failure}`) }))}
              onChange={choose}
            />
          </div>
        )}
      </FormRow>
      <div className={styles.acts}>
        {passing && (
          <Button disabled={deed.isPending} onClick={() => fail(false)}>
            {t("rehearsal.service.fails.once")}
          </Button>
        )}
        <Button disabled={deed.isPending} onClick={() => fail(true)}>
          {t(passing ? "rehearsal.service.fails.always" : "rehearsal.service.fails")}
        </Button>
      </div>
    </MadeUp>
  );
}
