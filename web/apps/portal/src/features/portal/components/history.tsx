import { BY_LINK } from "@gongdan/api/by-link";
import { useSpeech } from "@gongdan/i18n/preact";
import type { Entry } from "../api/client";
import style from "./history.module.css";
import { Card } from "./parts";

/** What has happened so far, newest first: the part of it that is the customer's business. */
export function History({ entries }: { readonly entries: readonly Entry[] }) {
  const { t, word, clock, moment } = useSpeech();
  const now = new Date();
  return (
    <Card title={t("portal.history.title")}>
      <ol class={style["list"]}>
        {[...entries].reverse().map((each) => (
          <li key={each.seq} class={style["entry"]}>
            <time dateTime={each.at} title={moment(new Date(each.at))} class={style["when"]}>
              {clock(new Date(each.at), now)}
            </time>
            <div>
              <p>
                {word("portal.event", eventKey(each), "portal.event.other")}
                {each.actor.name && each.actor.name !== BY_LINK && <span class={style["who"]}> · {each.actor.name}</span>}
              </p>
              {each.reason && <p class={style["said"]}>{each.reason}</p>}
              {Number(each.facts["rating"] ?? 0) > 0 && (
                <p class={style["said"]}>{t("portal.signed.rated", { n: Number(each.facts["rating"]) })}</p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function eventKey({ type, facts, actor }: Entry): string {
  if (type === "OrderVerified" && facts["outcome"] === "rejected") return "OrderVerified_rejected";
  if (type === "OrderVerified" && actor.kind === "timer") return "OrderVerified_timer";
  if (type === "OrderReminded" && actor.kind === "timer") return "OrderReminded_timer";
  return type;
}
