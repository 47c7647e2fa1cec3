import { addPlace, keysFor } from "@gongdan/flow-model/graph/edits";
import { offered } from "@gongdan/flow-model/served";
import { type Insertable, type Offer, starter } from "@gongdan/flow-model/starters";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useState } from "react";
import type { PartProps } from "../../model/part";
import { ChoiceMenu } from "../menu/choice-menu";
import { faceIcons, offerFaces } from "../tree/card-face";
import styles from "./canvas.module.css";

interface Props extends Pick<PartProps, "bundle" | "edit"> {
  /** The sub-process into which it is put ("": into none). */
  readonly within: string;
  readonly onAdded: (key: string) => void;
}

/** Copies are a part of a step, and are drawn nowhere. */
const isDrawn = (kind: Offer): kind is Insertable => kind !== "copies";

/** The menu of what can be put on the canvas; what is new is chosen at once. */
export function CanvasAdd({ bundle, edit, within, onAdded }: Props) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const add = (kind: Insertable) => {
    const place = starter(kind, keysFor(bundle.flow), "execute");
    setOpen(false);
    edit(t("canvas.edit.add", { what: t(`canvas.add.${kind}`) }), (before) => addPlace(before, place, within));
    onAdded(place.key);
  };
  return (
    <div className={styles.add}>
      <Button type="primary" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("canvas.add")}
      </Button>
      {isOpen && (
        <ChoiceMenu
          label={t("canvas.add")}
          choices={offered(bundle).filter(isDrawn).map((kind) => ({
            key: kind,
            name: t(`canvas.add.${kind}`),
            purpose: t(`tree.insert.${kind}.for`),
            icon: faceIcons[offerFaces[kind]],
          }))}
          className={styles.menu}
          onChoose={add}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
