import { useSpeech } from "@gongdan/i18n/preact";
import type { Copy } from "../api/client";
import style from "./copy-sheet.module.css";
import { Button, Quiet } from "./parts";

/** A copy to print or to keep: the text, when it was signed, its digest, and a QR code that checks it. */
export function CopySheet({ copy }: { readonly copy: Copy }) {
  const { t, moment } = useSpeech();
  return (
    <article class={style["sheet"]} aria-label={t("portal.copy.title")}>
      <h3>{t("portal.copy.title")}</h3>
      <p class={style["text"]} lang={copy.language}>
        {copy.text}
      </p>
      <dl class={style["facts"]}>
        <dt>{t("portal.copy.when")}</dt>
        <dd>{moment(new Date(copy.signed_at))}</dd>
        <dt>{t("portal.copy.digest")}</dt>
        <dd class={style["digest"]}>{copy.digest}</dd>
      </dl>
      <img class={style["qr"]} alt={t("portal.copy.qr")} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(copy.qr)}`} />
      <Quiet>{t("portal.copy.words")}</Quiet>
      <p class={style["address"]}>{copy.url}</p>
      <div class={style["print"]}>
        <Button onPress={() => print()}>{t("portal.copy.print")}</Button>
      </div>
    </article>
  );
}
