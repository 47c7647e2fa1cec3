import type { Me } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { approvalQuery } from "../../api/approval";
import { checkQuery, type Definition, definitionQuery } from "../../api/definitions";
import { ApprovalPanel } from "./approval-panel";
import { ChecksPanel } from "./checks-panel";
import { ChangesPanel } from "./changes-panel";
import { PublishForm } from "./publish-form";
import { RunningPanel } from "./running-panel";

/** Before a draft is published: what the check says, what changes, what becomes of running orders. */
export function PublishPage({ me }: { readonly me: Me }) {
  const { t, locale } = useSpeech();
  const { key = "" } = useParams();
  const definition = useQuery(definitionQuery(key));
  const mayDesign = me.actions.includes("definition.publish");
  const title = wordsOf(definition.data?.title, locale) || key;
  const edition = definition.data?.draft_edition;
  return (
    <PageFrame
      title={t("publish.title", { title })}
      back={mayDesign ? <Link to={`/order-types/${key}/design`}>{t("publish.back")}</Link> : <Link to={`/order-types/${key}`}>{t("studio.back")}</Link>}
      width="text"
    >
      {definition.isPending && <Skeleton active title={false} />}
      {definition.isError && <ProblemNote error={definition.error} />}
      {definition.data && edition === null && (
        <EmptyState title={t("publish.nothing.title")} detail={t("publish.nothing.detail")}>
          <Link to={`/order-types/${key}`}>{t("studio.back")}</Link>
        </EmptyState>
      )}
      {definition.data && typeof edition === "number" && <Publishing me={me} definition={definition.data} edition={edition} />}
    </PageFrame>
  );
}

interface Props {
  readonly me: Me;
  readonly definition: Definition;
  readonly edition: number;
}

function Publishing({ me, definition, edition }: Props) {
  const navigate = useNavigate();
  const { key } = definition;
  // Who only approves sees what changes; the check and the publishing are the designer's.
  const mayPublish = me.actions.includes("definition.publish");
  const check = useQuery({ ...checkQuery(key, edition), enabled: mayPublish });
  const approval = useQuery({ ...approvalQuery(key), enabled: me.actions.includes("definition.review") });
  const goTo = (place: string) => void navigate(`/order-types/${key}/design?at=${encodeURIComponent(place)}`);
  if (mayPublish && check.isPending) return <Skeleton active title={false} />;
  if (check.isLoadingError) return <ProblemNote error={check.error} />;
  const isApproved = !approval.data || approval.data.needed.length === 0 || approval.data.status === "approved";
  return (
    <>
      {check.data && <ChecksPanel checked={check.data} onGo={goTo} />}
      <ChangesPanel definition={definition} />
      <RunningPanel of={key} />
      {approval.data && <ApprovalPanel me={me} of={key} approval={approval.data} />}
      {check.data && <PublishForm definition={definition} edition={edition} sound={check.data.findings.length === 0 && isApproved} />}
    </>
  );
}
