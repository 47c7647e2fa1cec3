import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { migrationQuery, typeQuery } from "../api/migrations";
import { MigrationList } from "./migration-list";
import { MigrationView } from "./migration-view";
import { Planning } from "./planning";

/** Running orders of a version go over to another one: planned, looked at, carried out, taken back. */
export function MigratePage() {
  const { t, locale } = useSpeech();
  const { key = "", migration } = useParams();
  const type = useQuery(typeQuery(key));
  const title = wordsOf(type.data?.title, locale) || key;
  if (migration) return <OneMigration of={key} id={migration} title={title} />;
  return (
    <PageFrame
      title={t("moving.title", { title })}
      detail={t("moving.detail")}
      back={<Link to={`/order-types/${key}`}>{t("moving.to.type")}</Link>}
    >
      {type.isPending && <Skeleton active title={false} />}
      {type.error && <ProblemNote error={type.error} />}
      {type.data && <Planning type={type.data} />}
      {type.data && <MigrationList of={key} />}
    </PageFrame>
  );
}

function OneMigration({ of, id, title }: { readonly of: string; readonly id: string; readonly title: string }) {
  const { t } = useSpeech();
  const found = useQuery(migrationQuery(of, id));
  return (
    <PageFrame title={t("moving.one", { title })} back={<Link to={`/order-types/${of}/migrate`}>{t("moving.to.plan")}</Link>}>
      {found.isPending && <Skeleton active title={false} />}
      {found.error && <ProblemNote error={found.error} />}
      {found.data && <MigrationView migration={found.data} />}
    </PageFrame>
  );
}
