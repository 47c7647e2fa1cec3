import type { Bag } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { act } from "../api/acts";
import type { Acting } from "../api/acting";
import { ask, type Order, Problem, type Statement } from "../api/client";
import { upload } from "../api/photos";
import { Button, Field, Form, Note, ProblemNote, Quiet, Row } from "./parts";
import { type Pen, penOn } from "@gongdan/upload/pen";
import style from "./sign-form.module.css";
import { useSending } from "./use-sending";

/** The answers with which the step is about to be verified: they stand in the text, and are sent with the signature. */
export interface Intended {
  readonly node: string;
  readonly outcome: string;
  readonly answers: Bag;
}

interface SignProps extends Omit<Acting, "onDone"> {
  /** Whether the server takes pictures: without it a name is typed. */
  readonly photos: boolean;
  readonly intended?: Intended | undefined;
  /** What signing is called here. */
  readonly send?: string | undefined;
  readonly onDone: (signed: Order) => Promise<void>;
}

/** The exact text, and a name under it: drawn, or typed by whoever cannot or would not draw. */
export function SignForm({ token, order, onDone, photos, intended, send }: SignProps) {
  const { t, locale } = useSpeech();
  const [said, setSaid] = useState<Statement>();
  const [name, setName] = useState("");
  const [draws, setDraws] = useState(photos);
  const [drawn, setDrawn] = useState(false);
  const pen = useRef<Pen | undefined>(undefined);
  const reading = useSending();
  const sending = useSending();
  const read = () =>
    reading.run(async () => {
      const at = `/orders/${order.id}/statement`;
      const text = intended
        ? ask<Statement>("POST", at, { token, body: { language: locale, ...intended } })
        : ask<Statement>("GET", `${at}?language=${locale}`, { token });
      setSaid(await text);
    });
  useEffect(() => void read(), [locale, order.version]);

  const sign = () =>
    sending.run(async () => {
      if (!said) return;
      const blob = draws && drawn ? await pen.current?.picture() : null;
      const file = blob ? (await upload(token, new File([blob], "signature.png", { type: "image/png" }), () => undefined)).id : undefined;
      const body = { digest: said.digest, language: said.language, signer: name, ...(file && { picture: file }), ...intended };
      let signed: Order;
      try {
        signed = await act(token, order, "sign", body);
      } catch (fault) {
        // somebody changed the order while it was read: the new text is shown, nothing was signed
        if (fault instanceof Problem && fault.code === "order_text_changed") await read();
        throw fault;
      }
      await onDone(signed);
    });

  return (
    <section class={style["sign"]} aria-label={t("portal.sign.title")}>
      <h3 class={style["title"]}>{t("portal.sign.title")}</h3>
      <ProblemNote problem={reading.problem} />
      {said && (
        <div class={style["text"]} tabIndex={0} lang={said.language}>
          {said.text}
        </div>
      )}
      <Form onSend={() => void sign()}>
        <Field label={t("portal.sign.name")} value={name} onText={setName} autocomplete="name" />
        {draws ? <Sheet onPen={(made) => (pen.current = made)} onDrawn={setDrawn} /> : <Quiet>{t("portal.sign.typed")}</Quiet>}
        <Row>
          {draws && (
            <Button
              onPress={() => {
                pen.current?.clear();
                setDrawn(false);
              }}
            >
              {t("portal.sign.clear")}
            </Button>
          )}
          {photos && <Button onPress={() => setDraws(!draws)}>{t(draws ? "portal.sign.type_instead" : "portal.sign.draw_instead")}</Button>}
        </Row>
        <ProblemNote problem={sending.problem} />
        <Button kind="primary" submit busy={sending.busy || !said}>
          {send ?? t("portal.sign.send")}
        </Button>
        <Quiet>{t("portal.sign.kept")}</Quiet>
      </Form>
    </section>
  );
}

interface SheetProps {
  readonly onPen: (pen: Pen | undefined) => void;
  readonly onDrawn: (drawn: boolean) => void;
}

function Sheet({ onPen, onDrawn }: SheetProps) {
  const { t } = useSpeech();
  const sheet = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!sheet.current) return undefined;
    const pen = penOn(sheet.current, () => onDrawn(true));
    onPen(pen);
    return () => {
      pen.stop();
      onPen(undefined);
    };
  }, []);
  return (
    <div>
      <canvas ref={sheet} class={style["sheet"]} role="img" aria-label={t("portal.sign.sheet")} />
      <Note>{t("portal.sign.sheet_hint")}</Note>
    </div>
  );
}
