import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { portalChoicesQuery, portalQuery } from "../api/settings";
import { PortalSettingsForm } from "./portal-settings-form";

/** How the customer portal stands: whether strangers may report, as what, for whom, and how long links live. */
export function PortalSettingsPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const found = useQuery(portalQuery);
  const choices = useQuery(portalChoicesQuery);
  const address = `${location.origin}/portal/${me.tenant.slug}`;
  const problem = found.error ?? choices.error;
  return (
    <PageFrame
      title={t("portalset.title")}
      detail={t("portalset.detail")}
      width="text"
      acts={
        <a href={address} target="_blank" rel="noreferrer">
          {t("portalset.preview")}
        </a>
      }
    >
      {problem && <ProblemNote error={problem} />}
      {(found.isPending || choices.isPending) && !problem && <Skeleton active title={false} />}
      {found.data && (
        <Note tone={found.data.reports_open ? "good" : "info"} title={t(found.data.reports_open ? "portalset.open" : "portalset.closed")}>
          <p>{t(found.data.reports_open ? "portalset.open.detail" : "portalset.closed.detail", { address })}</p>
        </Note>
      )}
      {found.data && choices.data && (
        <PortalSettingsForm key={JSON.stringify(found.data)} standing={found.data} mayChange={me.actions.includes("portal.change")} {...choices.data} />
      )}
    </PageFrame>
  );
}
