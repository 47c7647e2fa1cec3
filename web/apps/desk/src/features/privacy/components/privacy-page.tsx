import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Link, useNavigate, useParams } from "react-router";
import { FindForm } from "./find-form";
import { SubjectView } from "./subject-view";

/** The place of whoever answers for personal data: find a person, see what is held, give it, erase it. */
export function PrivacyPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { id } = useParams();
  const navigate = useNavigate();
  const retention = me.actions.includes("retention.read") && <Link to="/retention">{t("privacy.retention")}</Link>;
  return (
    <PageFrame title={t("privacy.title")} detail={t("privacy.detail")} acts={retention}>
      <FindForm onFound={(subject) => void navigate(`/privacy/${subject}`)} />
      {id ? (
        <SubjectView key={id} id={id} me={me} />
      ) : (
        <EmptyState title={t("privacy.empty")} detail={t("privacy.empty.detail")} />
      )}
    </PageFrame>
  );
}
