import { useSpeech } from "@gongdan/i18n/preact";
import { useRef, useState } from "preact/hooks";
import { act } from "../api/acts";
import type { Acting } from "../api/acting";
import { Button, Card, Note, ProblemNote } from "./parts";
import { Photos } from "./photos";
import { usePhotos } from "./use-photos";
import { useSending } from "./use-sending";

/** More pictures for an order that is under way. */
export function AddPhotos({ token, order, onDone }: Acting) {
  const { t } = useSpeech();
  const photos = usePhotos(() => Promise.resolve(token));
  const [added, setAdded] = useState(0);
  /** What is with the order by now: a try that broke off goes on behind it. */
  const there = useRef(new Set<string>());
  const sending = useSending();
  const send = () =>
    sending.run(async () => {
      const files = await photos.settled();
      for (const file of files) {
        if (there.current.has(file)) continue;
        await act(token, order, "evidence", { file, kind: "photo", personal: true });
        there.current.add(file);
      }
      setAdded(files.length);
      photos.clear();
      await onDone();
    });
  return (
    <Card title={t("portal.photo.title")}>
      <Photos photos={photos.photos} onAdd={photos.add} onDrop={photos.drop} />
      <ProblemNote problem={sending.problem} />
      {added > 0 && photos.photos.length === 0 && <Note kind="good">{t("portal.photo.added", { n: added })}</Note>}
      {photos.photos.length > 0 && (
        <Button kind="primary" busy={sending.busy} onPress={() => void send()}>
          {t("portal.photo.send", { n: photos.photos.length })}
        </Button>
      )}
    </Card>
  );
}
