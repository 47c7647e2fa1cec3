import { addPlace, keysFor } from "@gongdan/flow-model/graph/edits";
import { type Insertable, insertable, starter } from "@gongdan/flow-model/starters";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Dropdown } from "antd";
import type { PartProps } from "../../model/part";

interface Props extends Pick<PartProps, "bundle" | "edit"> {
  readonly onAdded: (key: string) => void;
}

/** The menu of what can be put on the canvas; what is new is chosen at once. */
export function CanvasAdd({ bundle, edit, onAdded }: Props) {
  const { t } = useSpeech();
  const add = (kind: Insertable) => {
    const place = starter(kind, keysFor(bundle.flow), "execute");
    edit(t("canvas.edit.add", { what: t(`canvas.add.${kind}`) }), (before) => addPlace(before, place));
    onAdded(place.key);
  };
  return (
    <Dropdown
      trigger={["click"]}
      getPopupContainer={besidePage}
      menu={{ items: insertable.map((kind) => ({ key: kind, label: t(`canvas.add.${kind}`) })), onClick: ({ key }) => add(key as Insertable) }}
    >
      <Button type="primary">{t("canvas.add")}</Button>
    </Dropdown>
  );
}
