import type { OrderDetail } from "@gongdan/api/shapes";
import { locales, ownName } from "@gongdan/i18n/locales";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import type { Pen } from "@gongdan/upload/pen";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { type SyntheticEvent, useCallback, useRef, useState } from "react";
import { type SignedCopy, statementQuery, useSign, wasChanged } from "../../api/sign";
import { SignatureSheet } from "./signature-sheet";
import styles from "./sign.module.css";

interface Props {
  readonly order: OrderDetail;
  readonly onSigned: (copy: SignedCopy) => void;
}

/** The exact text in the signer's language, and a name under it: drawn, or typed by whoever cannot draw. */
export function SignForm({ order, onSigned }: Props) {
  const { t, locale } = useSpeech();
  const [language, setLanguage] = useState<string>(locale);
  const [signer, setSigner] = useState("");
  const [draws, setDraws] = useState(true);
  const [drawn, setDrawn] = useState(false);
  const [tried, setTried] = useState(false);
  const pen = useRef<Pen>(undefined);
  const said = useQuery({ ...statementQuery(order, language), placeholderData: keepPreviousData });
  const sign = useSign(order.id);
  const hold = useCallback((made: Pen | undefined) => {
    pen.current = made;
  }, []);
  const noteStroke = useCallback(() => setDrawn(true), []);
  const lacksName = signer.trim() === "";
  const lacksStroke = draws && !drawn;

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!said.data || said.isPlaceholderData || lacksName || lacksStroke) return;
    const picture = draws ? ((await pen.current?.picture()) ?? null) : null;
    if (draws && !picture) return;
    sign.mutate(
      { said: said.data, signer: signer.trim(), drawn: picture },
      { onSuccess: onSigned, onError: (error) => void (wasChanged(error) && said.refetch()) },
    );
  };
  const clear = () => {
    pen.current?.clear();
    setDrawn(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate aria-label={t("sign.title")}>
      <div className={styles.line}>
        <p className={styles.quiet}>{t("sign.read")}</p>
        <Radio.Group
          optionType="button"
          size="small"
          aria-label={t("sign.language")}
          value={language}
          options={locales.map((value) => ({ value, label: ownName[value] }))}
          onChange={(event) => setLanguage(String(event.target.value))}
        />
      </div>
      {said.error && <ProblemNote error={said.error} />}
      <div className={styles.text} role="region" tabIndex={0} aria-label={t("sign.text")} lang={said.data?.language} aria-busy={said.isPlaceholderData}>
        {said.data?.text}
      </div>
      <p className={styles.quiet}>{t("sign.hidden")}</p>
      <FormRow label={t("sign.name")} error={tried && lacksName ? t("form.required", { field: t("sign.name") }) : undefined}>
        {(bound) => <Input {...bound} value={signer} maxLength={100} autoComplete="off" onChange={(event) => setSigner(event.target.value)} />}
      </FormRow>
      {draws ? <SignatureSheet onPen={hold} onDrawn={noteStroke} /> : <p className={styles.quiet}>{t("sign.typed")}</p>}
      {tried && lacksStroke && <Note tone="warn" urgent title={t("sign.undrawn")} />}
      <div className={styles.line}>
        {draws && <Button onClick={clear}>{t("sign.clear")}</Button>}
        <Button
          type="text"
          onClick={() => {
            setDrawn(false);
            setDraws(!draws);
          }}
        >
          {t(draws ? "sign.type_instead" : "sign.draw_instead")}
        </Button>
      </div>
      {sign.error && <ProblemNote error={sign.error} />}
      <Button type="primary" size="large" block htmlType="submit" loading={sign.isPending} disabled={!said.data}>
        {t("sign.send")}
      </Button>
      <p className={styles.quiet}>{t("sign.kept")}</p>
    </form>
  );
}
