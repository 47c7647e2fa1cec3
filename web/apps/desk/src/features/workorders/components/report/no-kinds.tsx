import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Link } from "react-router";

/** There is no type that the reader may start: who can change that, or the way to the templates for who can himself. */
export function NoKinds({ designs }: { readonly designs: boolean }) {
  const { t } = useSpeech();
  return (
    <Note tone="warn" title={t("report.none")}>
      <p>{designs ? <Link to="/order-types?new">{t("report.none.gallery")}</Link> : t("report.none.detail")}</p>
    </Note>
  );
}
