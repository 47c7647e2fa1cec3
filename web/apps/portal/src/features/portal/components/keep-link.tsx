import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { Button, Note } from "./parts";

/** The address of this page is all that leads back to it: it is said so, and copied by one press. */
export function KeepLink() {
  const { t } = useSpeech();
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Note kind="good">
      <strong>{t("portal.keep.title")}</strong>
      <p>{t("portal.keep.words")}</p>
      {"clipboard" in navigator && <Button onPress={() => void copy()}>{t(copied ? "portal.keep.copied" : "portal.keep.copy")}</Button>}
      {copied === false && <p>{t("portal.keep.refused")}</p>}
    </Note>
  );
}
