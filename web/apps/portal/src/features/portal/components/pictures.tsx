import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import type { Order } from "../api/client";
import { Card } from "./parts";
import { Picture } from "./picture";
import style from "./pictures.module.css";

interface PicturesProps {
  readonly token: string;
  readonly order: Order;
}

/** The photos of the order; a press shows one large, another press puts it away. */
export function Pictures({ token, order }: PicturesProps) {
  const { t } = useSpeech();
  const [large, setLarge] = useState<string>();
  const photos = order.proof.items.flatMap(({ kind, file }) => (kind === "photo" && file ? [file] : []));
  if (photos.length === 0) return null;
  return (
    <Card title={t("portal.photo.all")}>
      <ul class={style["list"]}>
        {photos.map((file, index) => (
          <li key={file}>
            <button
              type="button"
              class={style["press"]}
              aria-expanded={file === large}
              onClick={() => setLarge(file === large ? undefined : file)}
            >
              <Picture token={token} file={file} alt={t("portal.photo.one", { n: index + 1 })} small />
            </button>
          </li>
        ))}
      </ul>
      {large && (
        <div class={style["large"]}>
          <Picture token={token} file={large} alt={t("portal.photo.one", { n: photos.indexOf(large) + 1 })} />
        </div>
      )}
    </Card>
  );
}
