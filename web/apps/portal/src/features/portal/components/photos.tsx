import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useId, useState } from "preact/hooks";
import style from "./photos.module.css";

export interface Photo {
  readonly key: number;
  readonly file: File;
  readonly part: number;
  readonly id?: string;
  readonly failed?: boolean;
}

interface PhotosProps {
  readonly photos: readonly Photo[];
  readonly onAdd: (files: readonly File[]) => void;
  readonly onDrop: (key: number) => void;
}

/** Pictures to be sent: the camera or the album opens by one press, and each shows how far it is. */
export function Photos({ photos, onAdd, onDrop }: PhotosProps) {
  const { t } = useSpeech();
  return (
    <div class={style["photos"]}>
      {photos.length > 0 && (
        <ul class={style["list"]}>
          {photos.map((photo) => (
            <Thumb key={photo.key} photo={photo} onDrop={() => onDrop(photo.key)} />
          ))}
        </ul>
      )}
      <div class={style["buttons"]}>
        <Picker label={t("portal.photo.take")} camera onAdd={onAdd} />
        <Picker label={t("portal.photo.choose")} onAdd={onAdd} />
      </div>
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly camera?: boolean;
  readonly onAdd: (files: readonly File[]) => void;
}

function Picker({ label, camera = false, onAdd }: PickerProps) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        class={style["input"]}
        type="file"
        accept="image/*"
        multiple={!camera}
        {...(camera && { capture: "environment" })}
        onChange={(event) => {
          onAdd(Array.from(event.currentTarget.files ?? []));
          event.currentTarget.value = "";
        }}
      />
      <label class={style["pick"]} for={id}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path
            d={camera ? "M4 7h3l2-3h6l2 3h3v12H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z" : "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9.5h.01"}
            fill="none"
            stroke="currentColor"
            stroke-width="1.7"
            stroke-linejoin="round"
          />
        </svg>
        {label}
      </label>
    </>
  );
}

function Thumb({ photo, onDrop }: { readonly photo: Photo; readonly onDrop: () => void }) {
  const { t } = useSpeech();
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(photo.file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.file]);
  const percent = Math.round(photo.part * 100);
  return (
    <li class={style["thumb"]}>
      {address && <img src={address} alt={photo.file.name} />}
      <span class={style["state"]} data-failed={photo.failed}>
        {photo.failed ? t("portal.photo.failed") : photo.id ? t("portal.photo.there") : t("portal.photo.part", { percent })}
      </span>
      <button type="button" class={style["drop"]} aria-label={t("portal.photo.drop", { name: photo.file.name })} onClick={onDrop}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2" />
        </svg>
      </button>
    </li>
  );
}
