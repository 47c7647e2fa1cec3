import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { act } from "../api/acts";
import type { Acting } from "../api/acting";
import { Button, Card, Field, Form, Note, ProblemNote, Quiet, Row } from "./parts";
import { useSending } from "./use-sending";

interface OrderActsProps extends Acting {
  readonly remind: boolean;
  readonly cancel: boolean;
}

/** Remind, and call off while nobody works on it. */
export function OrderActs({ token, order, onDone, remind, cancel }: OrderActsProps) {
  const { t } = useSpeech();
  const [asks, setAsks] = useState(false);
  const [reminded, setReminded] = useState(false);
  const [reason, setReason] = useState("");
  const sending = useSending();
  if (!remind && !cancel) return null;
  const press = () =>
    sending.run(async () => {
      await act(token, order, "remind", {});
      setReminded(true);
      await onDone();
    });
  const call_off = () =>
    sending.run(async () => {
      await act(token, order, "cancel", { reason });
      setAsks(false);
      await onDone();
    });
  return (
    <Card title={t("portal.acts.title")}>
      <ProblemNote problem={sending.problem} />
      {reminded && <Note kind="good">{t("portal.acts.reminded")}</Note>}
      {!asks && (
        <Row>
          {remind && !reminded && (
            <Button busy={sending.busy} onPress={() => void press()}>
              {t("portal.acts.remind")}
            </Button>
          )}
          {cancel && <Button onPress={() => setAsks(true)}>{t("portal.acts.cancel")}</Button>}
        </Row>
      )}
      {asks && (
        <Form onSend={() => void call_off()}>
          <Quiet>{t("portal.acts.cancel_words")}</Quiet>
          <Field label={t("portal.acts.reason")} value={reason} onText={setReason} />
          <Row>
            <Button kind="danger" submit busy={sending.busy}>
              {t("portal.acts.cancel_now")}
            </Button>
            <Button onPress={() => setAsks(false)}>{t("portal.acts.keep")}</Button>
          </Row>
        </Form>
      )}
    </Card>
  );
}
