import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";

/** That nobody fits as things are, and what would make it possible. */
export function Nobody({ helps }: { readonly helps: readonly string[] }) {
  const { t } = useSpeech();
  return (
    <Note tone="warn" title={t("dispatch.nobody")}>
      {helps.length > 0 ? (
        <>
          <p>{t("dispatch.nobody.hint")}</p>
          <ul>{helps.map((each) => <li key={each}>{each}</li>)}</ul>
        </>
      ) : (
        <p>{t("dispatch.nobody.none")}</p>
      )}
    </Note>
  );
}
