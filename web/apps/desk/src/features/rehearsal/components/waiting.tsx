import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Rehearsal, useDeed, Waits } from "../api/rehearsals";
import { MadeUp } from "./made-up";
import styles from "./rehearsal.module.css";
import { ReplyForm } from "./reply-form";
import { ServiceReply } from "./service-reply";

interface Props {
  readonly seen: Rehearsal;
  readonly by: string;
  readonly deed: ReturnType<typeof useDeed>;
}

/** What is waited for outside the order: nobody is asked here, so one says what comes of it. */
export function Waiting({ seen, by, deed }: Props) {
  return (
    <>
      {seen.waiting.map((each) => {
        const parts = { waits: each, seen, by, deed };
        if (each.kind === "children") return <ChildEnds key={each.token} {...parts} />;
        if (each.kind === "service") return <ServiceReply key={each.token} {...parts} />;
        return each.kind === "receive" ? <MessageComes key={each.token} {...parts} /> : null;
      })}
    </>
  );
}

interface Reply extends Props {
  readonly waits: Waits;
}

function ChildEnds({ waits: { token, title }, by, deed }: Reply) {
  const { t } = useSpeech();
  return (
    <div className={styles.acts}>
      <span>{t("rehearsal.child", { title })}</span>
      <Button size="small" onClick={() => deed.mutate({ by, act: "child_ended", token })}>
        {t("rehearsal.child.ended")}
      </Button>
      <Button size="small" onClick={() => deed.mutate({ by, act: "child_cancelled", token })}>
        {t("rehearsal.child.cancelled")}
      </Button>
    </div>
  );
}

/** A message from outside, with the answers to the form of the step that waits for it. */
function MessageComes({ waits, seen, by, deed }: Reply) {
  const { t } = useSpeech();
  const form = seen.forms.find(({ name }) => name === waits.form);
  return (
    <MadeUp title={t("rehearsal.message.waits", { title: waits.title, message: waits.asks })}>
      <ReplyForm
        form={form}
        known={seen.values}
        act={t("rehearsal.message.comes")}
        pending={deed.isPending}
        onSend={(data) => deed.mutate({ by, act: "message_comes", token: waits.token, data })}
      />
    </MadeUp>
  );
}
