import { useTell } from "@gongdan/ui/told";
import { useSpeech } from "@gongdan/i18n/react";
import { toServer } from "@gongdan/upload/carrier";
import { posterOf } from "@gongdan/upload/poster";
import { forget, keep, type Kept, left } from "@gongdan/upload/shelf";
import { type Standing, Upload } from "@gongdan/upload/upload";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAddEvidence } from "../../api/add-evidence";
import { kindOf, type Shot } from "../../model/evidence";

/** A file on its way to become evidence. */
export interface OnItsWay {
  readonly key: string;
  readonly file: File;
  readonly shot: Shot;
  readonly preview: string | undefined;
  readonly standing: Standing;
  readonly cancel: () => void;
  readonly retry: () => void;
}

const running = new Set<string>();

/** The uploads of one order: begun here, or left over from before the page was loaded again. */
export function useEvidence(order: string) {
  const [ways, setWays] = useState<readonly OnItsWay[]>([]);
  const { mutateAsync: add } = useAddEvidence(order);
  const { t } = useSpeech();
  const tell = useTell();
  const mounted = useRef(true);

  const change = useCallback((key: string, standing: Standing | undefined) => {
    if (!mounted.current) return;
    setWays((now) =>
      standing === undefined
        ? now.filter((each) => each.key !== key)
        : now.map((each) => (each.key === key ? { ...each, standing } : each)),
    );
  }, []);

  const start = useCallback(
    (key: string, file: File, shot: Shot, begun?: string) => {
      if (running.has(key)) return;
      running.add(key);
      const kept = (upload: string): Kept<Shot> => ({ key, scope: order, upload, file, label: shot });
      const upload = new Upload(file, {
        carrier: toServer,
        onChange: (standing) => change(key, standing),
        onBegun: (id) => void keep(kept(id)),
        ...(begun === undefined ? {} : { id: begun }),
      });
      const end = () => {
        running.delete(key);
        void forget(key);
        change(key, undefined);
      };
      const run = async () => {
        const done = await upload.run();
        if (!done) return;
        if (shot.kind === "video") await sendPoster(file, done.id);
        try {
          await add({ ...shot, file: done.id });
          tell(t("evidence.added"));
        } finally {
          end();
        }
      };
      const refused = () => tell(t("evidence.refused"));
      setWays((now) => [
        ...now.filter((each) => each.key !== key),
        {
          key,
          file,
          shot,
          preview: file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined,
          standing: upload.standing,
          cancel: () => void upload.cancel().finally(end),
          retry: () => void run().catch(refused),
        },
      ]);
      void run().catch(refused);
    },
    [add, change, order, t, tell],
  );

  useEffect(() => {
    mounted.current = true;
    void left<Shot>(order).then((found) => {
      if (mounted.current) for (const { key, file, label, upload } of found) start(key, file, label, upload);
    });
    return () => {
      mounted.current = false;
    };
  }, [order, start]);

  const send = useCallback(
    (files: Iterable<File>, shot?: Shot) => {
      for (const file of files) start(newKey(), file, shot ?? { kind: kindOf(file.type), node: "", label: "" });
    },
    [start],
  );
  return { ways, send };
}

/** Sends a picture of the video beside it; a video without one is shown all the same. */
async function sendPoster(video: File, id: string): Promise<void> {
  const poster = await posterOf(video);
  if (poster) await new Upload(poster, { carrier: toServer, onChange: () => undefined, posterOf: id }).run();
}

/** A name of its own for a file on its way (pages without TLS have no `crypto.randomUUID`). */
function newKey(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
