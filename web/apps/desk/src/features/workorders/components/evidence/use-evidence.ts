import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { toServer } from "@gongdan/upload/carrier";
import { posterOf } from "@gongdan/upload/poster";
import { Upload } from "@gongdan/upload/upload";
import { type Deliver, type Way, Ways, waysTo } from "@gongdan/upload/ways";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useAddEvidence } from "../../api/add-evidence";
import { kindOf, type Shot } from "../../model/evidence";

/** A file on its way to become evidence. */
export type OnItsWay = Way<Shot>;

const none: Partial<Shot> = {};
/** What comes with a report belongs to whom the order is about, as what comes by the portal does. */
const ofThePerson: Partial<Shot> = { personal: true };

export type SendFiles = (files: Iterable<File>, shot?: Shot) => void;

/** The uploads of one order: begun here or with its report, or left over from before the page was loaded again. */
export function useEvidence(order: string) {
  const ways = useMemo(() => waysTo<Shot>(order, toServer), [order]);
  const { t } = useSpeech();
  const tell = useTell();
  const deliverTo = useDelivery();
  useEffect(() => {
    const deliver = deliverTo(order);
    void ways.leadTo(order, async (...arrived) => {
      await deliver(...arrived);
      tell(t("evidence.added"));
    });
  }, [ways, order, deliverTo, t, tell]);
  return useFiles(ways);
}

/** The files of a report that is being written: they are sent at once, and go to its order as soon as there is one. */
export function useReportFiles() {
  const [ways] = useState(() => new Ways<Shot>(toServer));
  const deliverTo = useDelivery();
  useEffect(() => ways.leave, [ways]);
  const leadTo = (order: string) => void ways.leadTo(order, deliverTo(order));
  return { ...useFiles(ways, ofThePerson), leadTo };
}

function useFiles(ways: Ways<Shot>, besides: Partial<Shot> = none) {
  const shown = useSyncExternalStore(ways.listen, ways.shown);
  const send: SendFiles = useCallback(
    (files, shot) => ways.send(files, ({ type }) => shot ?? { kind: kindOf(type), node: "", label: "", ...besides }),
    [ways, besides],
  );
  return { ways: shown, send };
}

/** How a file that has arrived becomes evidence of an order. */
function useDelivery() {
  const add = useAddEvidence();
  return useCallback(
    (order: string): Deliver<Shot> =>
      async ({ id }, shot, source) => {
        if (shot.kind === "video") await sendPoster(source, id);
        await add(order, id, shot);
      },
    [add],
  );
}

/** Sends a picture of the video beside it; a video without one is shown all the same. */
async function sendPoster(video: File, id: string): Promise<void> {
  const poster = await posterOf(video);
  if (poster) await new Upload(poster, { carrier: toServer, onChange: () => undefined, posterOf: id }).run();
}
