import { type Bag, wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useNow } from "@gongdan/ui/use-now";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { bodyQuery, definitionQuery } from "../api/definitions";
import { numberPreview } from "../model/lanes";
import { DraftPart } from "./draft-part";
import styles from "./definitions.module.css";
import { FlowLanes } from "./flow-lanes";
import { Versions } from "./versions";

interface Props {
  readonly of: string;
  readonly mayPublish: boolean;
}

/** One order type: its flow, its draft with what the check says, and its versions. */
export function DefinitionDetail({ of, mayPublish }: Props) {
  const { t, locale } = useSpeech();
  const found = useQuery(definitionQuery(of));
  const newest = found.data?.versions[0]?.version ?? 0;
  const body = useQuery(bodyQuery(of, newest));
  const back = <Link to="/order-types">{t("types.back")}</Link>;
  return (
    <PageFrame title={wordsOf(found.data?.title, locale) || of} back={back}>
      {found.isPending && <Skeleton active title={false} />}
      {found.isError && <ProblemNote error={found.error} />}
      {found.data && mayPublish && found.data.draft_edition !== null && (
        <DraftPart of={of} edition={found.data.draft_edition} />
      )}
      {body.data && <Newest body={body.data} />}
      {found.data && <Versions definition={found.data} mayPublish={mayPublish} />}
    </PageFrame>
  );
}

function Newest({ body }: { readonly body: Bag }) {
  const { t } = useSpeech();
  const now = useNow();
  const numbering = typeof body["numbering"] === "string" ? body["numbering"] : "";
  return (
    <section aria-labelledby="type-flow" className={styles.part}>
      <h2 id="type-flow">{t("types.flow")}</h2>
      <FlowLanes body={body} />
      {numbering && <p>{t("types.numbering", { number: numberPreview(numbering, now) })}</p>}
    </section>
  );
}
