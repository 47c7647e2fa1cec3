import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { act } from "../api/acts";
import type { Acting } from "../api/acting";
import { Button, Card, Field, Form, Note, ProblemNote, Quiet, Row } from "./parts";
import { SignForm } from "./sign-form";
import { Stars } from "./stars";
import { useSending } from "./use-sending";
import { asksAtVerify, StepAnswers, useStep } from "./verify-answers";

interface VerifyProps extends Acting {
  readonly photos: boolean;
}

type Step = "ask" | "passed" | "sign" | "rejected";

/** The work is said to be done: is it? Answer what the step asks, sign and rate, or say what is still wrong. */
export function Verify({ token, order, onDone, photos }: VerifyProps) {
  const { t } = useSpeech();
  const [step, setStep] = useState<Step>("ask");
  const [rating, setRating] = useState(0);
  const [words, setWords] = useState("");
  /** The answers under which was signed just now. */
  const [signed, setSigned] = useState("");
  const sending = useSending();
  const asks = asksAtVerify(order);
  const answered = useStep(order, step === "rejected" ? "rejected" : "passed");
  const mine = order.signatures.some(({ outdated }) => !outdated);
  const demanded = order.proof.demands.some(({ kind, have, least }) => kind === "signature" && have < least);
  const shared = { token, order, photos };

  const judge = (outcome: string, seen = order) =>
    sending.run(async () => {
      const note = words.trim();
      const said = outcome === "rejected" ? { reason: note } : { rating_note: note };
      try {
        await act(token, seen, "verify", { outcome, data: answered.sent(), ...(rating > 0 && { rating }), ...said });
        setStep("ask");
      } finally {
        await onDone();
      }
    });
  const ready = (next: () => unknown) => {
    if (answered.complete()) void next();
  };
  const back = (to: Step) => <Button onPress={() => setStep(to)}>{t("portal.verify.back")}</Button>;
  const rated = (
    <>
      <Stars value={rating} onRate={setRating} />
      <Field long label={t("portal.rate.note")} value={words} onText={setWords} optional />
    </>
  );

  switch (step) {
    case "ask":
      return (
        <Card title={t("portal.verify.title")}>
          <Quiet>{t("portal.verify.words")}</Quiet>
          <Row>
            <Button kind="primary" onPress={() => setStep("passed")}>
              {t("portal.verify.good")}
            </Button>
            <Button onPress={() => setStep("rejected")}>{t("portal.verify.bad")}</Button>
          </Row>
        </Card>
      );
    case "rejected":
      return (
        <Card title={t("portal.verify.title")}>
          <Form onSend={() => ready(() => judge("rejected"))}>
            <Field long label={t("portal.verify.why")} value={words} onText={setWords} hint={t("portal.verify.why_hint")} />
            <StepAnswers token={token} answered={answered} />
            <ProblemNote problem={sending.problem} />
            <Row>
              <Button kind="danger" submit busy={sending.busy}>
                {t("portal.verify.send_back")}
              </Button>
              {back("ask")}
            </Row>
          </Form>
        </Card>
      );
    case "sign": {
      const answers = answered.sent();
      const under = JSON.stringify(answers);
      return (
        <Card title={t("portal.verify.title")}>
          {mine && signed === under ? (
            <Note kind="good">{t("portal.sign.done")}</Note>
          ) : (
            <SignForm
              {...shared}
              intended={{ node: answered.node, outcome: "passed", answers }}
              send={t("portal.verify.sign_finish")}
              onDone={(after) => {
                setSigned(under);
                return judge("passed", after);
              }}
            />
          )}
          <ProblemNote problem={sending.problem} />
          <Row>
            {mine && signed === under && (
              <Button kind="primary" busy={sending.busy} onPress={() => void judge("passed")}>
                {t("portal.verify.finish")}
              </Button>
            )}
            {back("passed")}
          </Row>
        </Card>
      );
    }
    case "passed":
      return (
        <Card title={t("portal.verify.title")}>
          {!asks && (mine ? <Note kind="good">{t("portal.sign.done")}</Note> : <SignForm {...shared} onDone={onDone} />)}
          {demanded && <Note>{t("portal.sign.demanded")}</Note>}
          <Form onSend={() => ready(() => (asks ? setStep("sign") : judge("passed")))}>
            <StepAnswers token={token} answered={answered} />
            {rated}
            <ProblemNote problem={sending.problem} />
            <Row>
              <Button kind="primary" submit busy={sending.busy}>
                {t(asks ? "portal.verify.to_sign" : "portal.verify.finish")}
              </Button>
              {asks && !demanded && (
                <Button busy={sending.busy} onPress={() => ready(() => judge("passed"))}>
                  {t("portal.verify.unsigned")}
                </Button>
              )}
              {back("ask")}
            </Row>
            {!mine && !demanded && <Quiet>{t("portal.sign.optional")}</Quiet>}
          </Form>
        </Card>
      );
  }
}
