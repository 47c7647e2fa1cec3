import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { act } from "../api/acts";
import type { Acting } from "../api/acting";
import { Button, Card, Field, Form, Note, ProblemNote, Quiet, Row } from "./parts";
import { SignForm } from "./sign-form";
import { Stars } from "./stars";
import { useSending } from "./use-sending";

interface VerifyProps extends Acting {
  readonly photos: boolean;
}

type Step = "ask" | "passed" | "rejected";

/** The work is said to be done: is it? Sign and rate, or say what is still wrong. */
export function Verify({ token, order, onDone, photos }: VerifyProps) {
  const { t } = useSpeech();
  const [step, setStep] = useState<Step>("ask");
  const [rating, setRating] = useState(0);
  const [words, setWords] = useState("");
  const sending = useSending();
  const mine = order.signatures.some(({ outdated }) => !outdated);
  const demanded = order.proof.demands.some(({ kind, have, least }) => kind === "signature" && have < least);
  const judge = (outcome: string) =>
    sending.run(async () => {
      const note = words.trim();
      const said = outcome === "rejected" ? { reason: note } : { rating_note: note };
      await act(token, order, "verify", { outcome, ...(rating > 0 && { rating }), ...said });
      setStep("ask");
      await onDone();
    });
  const body = () => {
    switch (step) {
      case "ask":
        return (
          <Row>
            <Button kind="primary" onPress={() => setStep("passed")}>
              {t("portal.verify.good")}
            </Button>
            <Button onPress={() => setStep("rejected")}>{t("portal.verify.bad")}</Button>
          </Row>
        );
      case "rejected":
        return (
          <Form onSend={() => void judge("rejected")}>
            <Field long label={t("portal.verify.why")} value={words} onText={setWords} hint={t("portal.verify.why_hint")} />
            <ProblemNote problem={sending.problem} />
            <Row>
              <Button kind="danger" submit busy={sending.busy}>
                {t("portal.verify.send_back")}
              </Button>
              <Button onPress={() => setStep("ask")}>{t("portal.verify.back")}</Button>
            </Row>
          </Form>
        );
      case "passed":
        return (
          <>
            {mine ? <Note kind="good">{t("portal.sign.done")}</Note> : <SignForm token={token} order={order} onDone={onDone} photos={photos} />}
            {demanded && <Note>{t("portal.sign.demanded")}</Note>}
            <Form onSend={() => void judge("passed")}>
              <Stars value={rating} onRate={setRating} />
              <Field long label={t("portal.rate.note")} value={words} onText={setWords} optional />
              <ProblemNote problem={sending.problem} />
              <Row>
                <Button kind="primary" submit busy={sending.busy}>
                  {t("portal.verify.finish")}
                </Button>
                <Button onPress={() => setStep("ask")}>{t("portal.verify.back")}</Button>
              </Row>
              {!mine && !demanded && <Quiet>{t("portal.sign.optional")}</Quiet>}
            </Form>
          </>
        );
    }
  };
  return (
    <Card title={t("portal.verify.title")}>
      {step === "ask" && <Quiet>{t("portal.verify.words")}</Quiet>}
      {body()}
    </Card>
  );
}
