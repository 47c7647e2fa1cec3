import { type Bag, wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useNow } from "@gongdan/ui/use-now";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link, useNavigate } from "react-router";
import { bodyQuery, definitionQuery } from "../api/definitions";
import { numberPreview } from "../model/lanes";
import styles from "./definitions.module.css";
import { FlowLanes } from "./flow-lanes";
import { Versions } from "./versions";

interface Props {
  readonly of: string;
  readonly mayPublish: boolean;
}

/** One order type: the ways into its designer, its flow, and its versions. */
export function DefinitionDetail({ of, mayPublish }: Props) {
  const { t, locale } = useSpeech();
  const navigate = useNavigate();
  const found = useQuery(definitionQuery(of));
  const newest = found.data?.versions[0]?.version ?? 0;
  const body = useQuery(bodyQuery(of, newest));
  const back = <Link to="/order-types">{t("types.back")}</Link>;
  return (
    <PageFrame
      title={wordsOf(found.data?.title, locale) || of}
      back={back}
      acts={
        mayPublish &&
        found.data && (
          <Button type="primary" onClick={() => void navigate(`/order-types/${of}/design`)}>
            {t("studio.open")}
          </Button>
        )
      }
    >
      {found.isPending && <Skeleton active title={false} />}
      {found.isError && <ProblemNote error={found.error} />}
      {found.data && mayPublish && found.data.draft_edition !== null && (
        <Note tone="info" title={t("types.draft.waits")}>
          <Link to={`/order-types/${of}/publish`}>{t("types.draft.publish")}</Link>
        </Note>
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
