import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { checkQuery, type Definition, definitionQuery } from "../../api/definitions";
import { ChecksPanel } from "./checks-panel";
import { ChangesPanel } from "./changes-panel";
import { PublishForm } from "./publish-form";
import { RunningPanel } from "./running-panel";

/** Before a draft is published: what the check says, what changes, what becomes of running orders. */
export function PublishPage() {
  const { t, locale } = useSpeech();
  const { key = "" } = useParams();
  const definition = useQuery(definitionQuery(key));
  const title = wordsOf(definition.data?.title, locale) || key;
  const edition = definition.data?.draft_edition;
  return (
    <PageFrame
      title={t("publish.title", { title })}
      back={<Link to={`/order-types/${key}/design`}>{t("publish.back")}</Link>}
      width="text"
    >
      {definition.isPending && <Skeleton active title={false} />}
      {definition.isError && <ProblemNote error={definition.error} />}
      {definition.data && edition === null && (
        <EmptyState title={t("publish.nothing.title")} detail={t("publish.nothing.detail")}>
          <Link to={`/order-types/${key}`}>{t("studio.back")}</Link>
        </EmptyState>
      )}
      {definition.data && typeof edition === "number" && <Publishing definition={definition.data} edition={edition} />}
    </PageFrame>
  );
}

function Publishing({ definition, edition }: { readonly definition: Definition; readonly edition: number }) {
  const navigate = useNavigate();
  const { key } = definition;
  const check = useQuery(checkQuery(key, edition));
  const goTo = (place: string) => void navigate(`/order-types/${key}/design?at=${encodeURIComponent(place)}`);
  if (check.isPending) return <Skeleton active title={false} />;
  if (check.isError) return <ProblemNote error={check.error} />;
  return (
    <>
      <ChecksPanel checked={check.data} onGo={goTo} />
      <ChangesPanel definition={definition} />
      <RunningPanel of={key} />
      <PublishForm definition={definition} edition={edition} sound={check.data.findings.length === 0} />
    </>
  );
}
