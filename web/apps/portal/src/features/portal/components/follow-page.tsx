import { useSpeech } from "@gongdan/i18n/preact";
import { browserZone } from "@gongdan/i18n/zone";
import { useEffect } from "preact/hooks";
import { tenantOf } from "../model/place";
import { nowKey } from "../model/stages";
import { AddPhotos } from "./add-photos";
import { Answers } from "./answers";
import { Coming } from "./coming";
import { Comments } from "./comments";
import { History } from "./history";
import { KeepLink } from "./keep-link";
import { OrderActs } from "./order-acts";
import { Card, Heading, Note, ProblemNote, Quiet } from "./parts";
import { Pictures } from "./pictures";
import { Resubmit } from "./resubmit";
import { Signatures } from "./signatures";
import { StageBar } from "./stage-bar";
import { type Followed, useOrder } from "./use-order";
import { Verify } from "./verify";

interface FollowProps {
  readonly token: string;
  /** Whether the link was made just now: then its holder is told to keep it. */
  readonly fresh: boolean;
}

/** One order as its customer follows it: where it stands, what happens now, and what he can do. */
export function FollowPage({ token, fresh }: FollowProps) {
  const { t } = useSpeech();
  const desk = useOrder(token);
  useEffect(() => {
    // the page will speak of times: a browser's first look at its calendars passes while the order is on its way
    const timer = setTimeout(browserZone);
    return () => clearTimeout(timer);
  }, []);
  if (!desk.followed) {
    return (
      <>
        <Heading>{t("portal.follow.title")}</Heading>
        {desk.problem ? <Ended problem={desk.problem} tenant={tenantOf(token)} /> : <Quiet>{t("portal.loading")}</Quiet>}
      </>
    );
  }
  return (
    <>
      {Boolean(desk.problem) && <ProblemNote problem={desk.problem} />}
      {fresh && <KeepLink />}
      <Standing token={token} followed={desk.followed} />
      <Acts token={token} followed={desk.followed} onDone={desk.reload} />
      <Comments token={token} order={desk.followed.order} onDone={desk.reload} />
      <Answers token={token} order={desk.followed.order} />
      <Pictures token={token} order={desk.followed.order} />
      <Signatures token={token} order={desk.followed.order} />
      <History entries={desk.followed.history} />
      <Quiet>{t("portal.follow.until", { day: new Date(desk.followed.link.link.expires_at).toLocaleDateString(document.documentElement.lang) })}</Quiet>
    </>
  );
}

function Standing({ token, followed: { order, link } }: { readonly token: string; readonly followed: Followed }) {
  const { t, ago, moment, word } = useSpeech();
  const since = new Date(order.waiting.since);
  // at the customer's own check nobody of the house has it in hand
  const atWork = order.status === "open" && (order.stage === "accept" || order.stage === "execute");
  const who = order.waiting.who?.name ?? order.assignee?.name;
  return (
    <>
      <div>
        <Quiet>
          {link.tenant} · {order.number}
        </Quiet>
        <Heading>{order.title}</Heading>
      </div>
      <Card>
        <StageBar stage={order.stage} archived={order.status === "archived"} />
        <Note {...(order.status === "archived" ? { kind: "good" as const } : {})}>
          <strong>{word("portal.now", nowKey(order), "portal.now.execute")}</strong>
          {order.status === "cancelled" && order.reason && <p>{order.reason}</p>}
        </Note>
        <Coming token={token} order={order} />
        {atWork && (
          <Quiet>
            {who ? t("portal.follow.who", { who }) : t("portal.follow.nobody")}{" "}
            <time dateTime={order.waiting.since} title={moment(since)}>
              {ago(since, new Date())}
            </time>
          </Quiet>
        )}
        {order.place && <Quiet>{t("portal.follow.place", { place: order.place })}</Quiet>}
        {order.description && <p>{order.description}</p>}
      </Card>
    </>
  );
}

interface ActsProps {
  readonly token: string;
  readonly followed: Followed;
  readonly onDone: () => Promise<void>;
}

function Acts({ token, followed: { order, link }, onDone }: ActsProps) {
  const offers = new Set(order.acts.map(({ act }) => act));
  const shared = { token, order, onDone };
  // nobody is reminded of what he has to do himself
  const own = offers.has("verify") || offers.has("resubmit");
  return (
    <>
      {offers.has("verify") && <Verify {...shared} photos={link.takes_photos} />}
      {offers.has("resubmit") && <Resubmit {...shared} />}
      {link.takes_photos && order.proof.may_add && <AddPhotos {...shared} />}
      <OrderActs {...shared} remind={offers.has("remind") && !own} cancel={offers.has("cancel")} />
    </>
  );
}

function Ended({ problem, tenant }: { readonly problem: unknown; readonly tenant: string }) {
  const { t } = useSpeech();
  return (
    <>
      <ProblemNote problem={problem} />
      <p>
        <a href={`/portal/${encodeURIComponent(tenant)}/lost`}>{t("portal.follow.lost")}</a>
      </p>
    </>
  );
}
