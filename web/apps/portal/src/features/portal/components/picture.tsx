import { useEffect, useState } from "preact/hooks";
import { pictureOf } from "../api/photos";
import style from "./pictures.module.css";

interface PictureProps {
  readonly token: string;
  readonly file: string;
  readonly alt: string;
  readonly small?: boolean;
}

/** One picture of the order; fetched with the token, so that no address of it opens without. */
export function Picture({ token, file, alt, small = false }: PictureProps) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const stop = new AbortController();
    let made = "";
    pictureOf(token, file, small, stop.signal).then(
      (blob) => {
        if (stop.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      },
      () => undefined,
    );
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [token, file, small]);
  return address ? <img class={style["picture"]} src={address} alt={alt} /> : <span class={style["empty"]}>{alt}</span>;
}
