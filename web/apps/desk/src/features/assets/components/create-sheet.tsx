import { useSpeech } from "@gongdan/i18n/react";
import { isSaidAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { type AssetInput, changeAsset, createAsset, useSend } from "../api/assets";
import { AssetFields, pointers } from "./asset-fields";
import styles from "./assets.module.css";

const blank: AssetInput = { code: "", name: "", kind: "", place: "", parent: null };

/** Registers an asset; taken back, it is archived, for nothing here is deleted. */
export function CreateSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const tell = useTell();
  const [value, setValue] = useState(blank);
  const undo = useSend(changeBack, () => undefined);
  const create = useSend(createAsset, (asset) => {
    tell(t("assets.added"), () => undo.mutateAsync(asset));
    onClose();
  });
  return (
    <SideSheet
      title={t("assets.add")}
      open
      onClose={onClose}
      foot={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="primary" loading={create.isPending} onClick={() => create.mutate(value)}>
            {t("parts.save")}
          </Button>
        </div>
      }
    >
      <AssetFields value={value} error={create.error} onChange={setValue} />
      {create.error && !isSaidAt(create.error, pointers) && <ProblemNote error={create.error} />}
    </SideSheet>
  );
}

const changeBack = (asset: Parameters<typeof changeAsset>[0]) => changeAsset(asset, { active: false });
