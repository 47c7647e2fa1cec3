import { newKey } from "@gongdan/api/new-key";
import { unreachable } from "@gongdan/api/problem";
import type { Bag } from "@gongdan/forms/core/json";
import { FileDeskGiven } from "@gongdan/forms/preact/file-desk";
import { FormFields } from "@gongdan/forms/preact/form-fields";
import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, type Door, type Followed, Problem, type Visit } from "../api/client";
import { filesOf } from "../api/photos";
import { keepReport, keptReport, noWords } from "../model/kept-report";
import { Button, Card, Check, Field, Form, Heading, Note, ProblemNote, Quiet } from "./parts";
import { Photos } from "./photos";
import { PlaceField, type Spot } from "./place-field";
import { useAsked } from "./use-asked";
import { usePhotos } from "./use-photos";
import { useSending } from "./use-sending";

interface ReportProps {
  readonly tenant: string;
  readonly asset: string;
  readonly onFollow: (token: string) => void;
}

/** One screen to report: picture first, then words, place, whom to ask. */
export function ReportPage({ tenant, asset, onFollow }: ReportProps) {
  const { t, locale } = useSpeech();
  const at = `/portal/${encodeURIComponent(tenant)}`;
  const [door, setDoor] = useState<Door>();
  const [begun] = useState(() => keptReport(sessionStorage, tenant, asset));
  const [text, setText] = useState(begun?.text ?? "");
  const [place, setPlace] = useState(begun?.place ?? "");
  const [spot, setSpot] = useState<Spot>();
  const [contact, setContact] = useState(begun?.contact ?? noWords.contact);
  const [consent, setConsent] = useState(false);
  const [website, setWebsite] = useState("");
  const looking = useSending();
  const sending = useSending();
  const visit = useRef<Promise<Visit> | undefined>(undefined);
  const key = useRef(newKey());
  const look = () => looking.run(async () => setDoor(await ask<Door>("GET", at)));
  useEffect(() => void look(), [tenant]);

  const token = async () => {
    visit.current ??= ask<Visit>("POST", `${at}/visits`, { body: { locale } });
    try {
      return (await visit.current).token;
    } catch (fault) {
      visit.current = undefined;
      throw fault;
    }
  };
  const photos = usePhotos(token);
  const [files] = useState(() => filesOf(token));
  const asked = useAsked(door?.form, undefined, begun?.entered);
  useEffect(() => keepReport(sessionStorage, tenant, asset, { text, place, contact, entered: asked.entered }), [text, place, contact, asked.entered]);
  const named = Object.values(contact).some((part) => part.trim() !== "");
  const send = () => {
    const fields = asked.answers();
    return fields && report(fields);
  };
  const report = (fields: Bag) =>
    sending.run(async () => {
      const pictures = await photos.settled();
      const body = { text, place, asset, files: pictures, locale, website, fields, ...contact, consent: named && consent, ...spot };
      const headers = { "Idempotency-Key": key.current };
      const followed = await ask<Followed>("POST", `${at}/orders`, { token: await token(), body, headers });
      keepReport(sessionStorage, tenant, asset, noWords);
      onFollow(followed.token);
    });
  const fault = (name: string) => {
    const { problem } = sending;
    return problem instanceof Problem ? problem.body.errors.find(({ pointer }) => pointer === `/${name}`)?.detail : undefined;
  };
  const person = (part: keyof typeof contact) => ({
    value: contact[part],
    onText: (value: string) => setContact({ ...contact, [part]: value }),
    optional: true,
  });

  if (looking.problem) return <Closed problem={looking.problem} onAgain={() => void look()} />;
  // nothing is shown that would move away from under a finger when the door says what it takes
  if (!door) return <Waiting />;
  if (!door.reports_open) return <Closed name={door.name} />;
  return (
    <>
      <Heading>{t("portal.report.title")}</Heading>
      <Quiet>{door.name}</Quiet>
      {begun && <Note>{t("portal.report.begun")}</Note>}
      <Form onSend={() => void send()}>
        {door.takes_photos && (
          <Card title={t("portal.report.photo")}>
            <Photos photos={photos.photos} onAdd={photos.add} onDrop={photos.drop} />
          </Card>
        )}
        <Card>
          <Field long label={t("portal.report.text")} value={text} onText={setText} hint={t("portal.report.text_hint")} fault={fault("text")} />
          <PlaceField place={place} onPlace={setPlace} spot={spot} onSpot={setSpot} asset={asset} />
        </Card>
        {asked.fields.length > 0 && (
          <Card title={t("portal.report.asked")}>
            <FileDeskGiven value={files}>
              <FormFields {...asked} />
            </FileDeskGiven>
          </Card>
        )}
        <Card title={t("portal.report.contact")}>
          <Quiet>{t("portal.report.contact_hint")}</Quiet>
          <Field label={t("portal.report.name")} {...person("name")} autocomplete="name" />
          <Field label={t("portal.report.phone")} {...person("phone")} type="tel" inputMode="tel" autocomplete="tel" />
          <Field label={t("portal.report.email")} {...person("email")} type="email" inputMode="email" autocomplete="email" />
          <Trap value={website} onText={setWebsite} />
          {named && <Check label={t("portal.report.consent", { name: door.name })} checked={consent} onCheck={setConsent} />}
        </Card>
        {asked.issues.length > 0 && <Note kind="bad">{t("portal.report.check", { n: asked.issues.length })}</Note>}
        <ProblemNote problem={sending.problem} />
        <Button kind="primary" submit busy={sending.busy}>
          {t(sending.busy ? "portal.report.sending" : "portal.report.send")}
        </Button>
        <p>
          <a href={`/portal/${encodeURIComponent(tenant)}/lost`}>{t("portal.report.lost")}</a>
        </p>
      </Form>
    </>
  );
}

/** A field that people neither see nor reach: programs fill it in. */
function Trap({ value, onText }: { readonly value: string; readonly onText: (text: string) => void }) {
  return (
    <div hidden>
      <input name="website" tabIndex={-1} autocomplete="off" value={value} onInput={(event) => onText(event.currentTarget.value)} />
    </div>
  );
}

function Waiting() {
  const { t } = useSpeech();
  return (
    <>
      <Heading>{t("portal.report.title")}</Heading>
      <Quiet>{t("portal.loading")}</Quiet>
    </>
  );
}

interface ClosedProps {
  readonly name?: string;
  readonly problem?: unknown;
  readonly onAgain?: () => void;
}

function Closed({ name, problem, onAgain }: ClosedProps) {
  const { t } = useSpeech();
  // a door that can't be reached is not one that is closed
  const away = problem instanceof Problem && problem.code === unreachable;
  return (
    <>
      <Heading>{t(away ? "portal.report.title" : "portal.closed.title")}</Heading>
      {name && <Quiet>{name}</Quiet>}
      {problem ? <ProblemNote problem={problem} /> : <Note>{t("portal.closed.words")}</Note>}
      {away && onAgain && <Button onPress={onAgain}>{t("portal.again")}</Button>}
    </>
  );
}
