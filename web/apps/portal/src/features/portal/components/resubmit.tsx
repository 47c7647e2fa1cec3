import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { act, amend } from "../api/acts";
import type { Acting } from "../api/acting";
import { Button, Card, Field, Form, Note, ProblemNote } from "./parts";
import { useSending } from "./use-sending";

/** The order came back because something is missing: say it, and hand it in again. */
export function Resubmit({ token, order, onDone }: Acting) {
  const { t } = useSpeech();
  const [words, setWords] = useState("");
  const sending = useSending();
  const send = () =>
    sending.run(async () => {
      const added = words.trim();
      const description = [order.description || order.title, added].filter(Boolean).join("\n\n");
      const version = added ? await amend(token, order, { description }) : order.version;
      await act(token, { id: order.id, version }, "resubmit", {});
      await onDone();
    });
  return (
    <Card title={t("portal.more.title")}>
      <Note kind="warn">{t("portal.more.words")}</Note>
      <Form onSend={() => void send()}>
        <Field long label={t("portal.more.label")} value={words} onText={setWords} />
        <ProblemNote problem={sending.problem} />
        <Button kind="primary" submit busy={sending.busy}>
          {t("portal.more.send")}
        </Button>
      </Form>
    </Card>
  );
}
