import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useState } from "preact/hooks";
import { ask, type Challenge, type Door, type Followed } from "../api/client";
import { Button, Card, Field, Form, Heading, Note, ProblemNote, Quiet } from "./parts";
import { useSending } from "./use-sending";

interface LostProps {
  readonly tenant: string;
  /** Whether one came by a link that is no whole one. */
  readonly broken: boolean;
  readonly onFollow: (token: string) => void;
}

/** A lost link comes back by order number and one-time code. */
export function LostPage({ tenant, broken, onFollow }: LostProps) {
  const { t, locale } = useSpeech();
  const [door, setDoor] = useState<Door>();
  const [number, setNumber] = useState("");
  const [challenge, setChallenge] = useState<Challenge>();
  const [code, setCode] = useState("");
  const sending = useSending();
  const at = `/portal/${encodeURIComponent(tenant)}`;
  useEffect(() => void sending.run(async () => setDoor(await ask<Door>("GET", at))), []);
  const wanted = () =>
    sending.run(async () => {
      setChallenge(await ask<Challenge>("POST", `${at}/codes`, { body: { number, locale } }));
      setCode("");
    });
  const taken = () =>
    sending.run(async () => {
      const body = { challenge: challenge?.challenge, code };
      onFollow((await ask<Followed>("POST", `${at}/links`, { body })).token);
    });
  return (
    <>
      <Heading>{t("portal.lost.title")}</Heading>
      {door && <Quiet>{door.name}</Quiet>}
      {broken && <Note kind="warn">{t("portal.lost.broken")}</Note>}
      <Card>
        <Quiet>{t("portal.lost.words")}</Quiet>
        <Form onSend={() => void (challenge ? taken() : wanted())}>
            <Field label={t("portal.lost.number")} value={number} onText={setNumber} autocapitalize="characters" placeholder={t("portal.lost.example")} />
            {challenge && (
              <>
                <Note>{t(challenge.way === "mail" ? "portal.lost.by_mail" : "portal.lost.by_desk")}</Note>
                <Field
                  label={t("portal.lost.code")}
                  value={code}
                  onText={setCode}
                  inputMode="numeric"
                  autocomplete="one-time-code"
                  maxLength={6}
                />
              </>
            )}
            <ProblemNote problem={sending.problem} />
            <Button kind="primary" submit busy={sending.busy}>
              {t(challenge ? "portal.lost.open" : "portal.lost.ask")}
            </Button>
            {challenge && (
              <Button busy={sending.busy} onPress={() => void wanted()}>
                {t("portal.lost.again")}
              </Button>
            )}
        </Form>
      </Card>
    </>
  );
}
