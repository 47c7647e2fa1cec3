import { useSpeech } from "@gongdan/i18n/react";
import { NewEntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { useState } from "react";
import { assetDoor, type AssetInput } from "../api/assets";
import { AssetFields, pointers } from "./asset-fields";

const blank: AssetInput = { code: "", name: "", kind: "", place: "", parent: null, customer: null };

interface Props {
  readonly withCustomer: boolean;
  readonly onClose: () => void;
}

/** Registers an asset; taken back, it is archived, for nothing here is deleted. */
export function CreateSheet({ withCustomer, onClose }: Props) {
  const { t } = useSpeech();
  const [value, setValue] = useState(blank);
  const { create } = useRegister(assetDoor, onClose);
  return (
    <NewEntrySheet
      title={t("assets.add")}
      onClose={onClose}
      pending={create.isPending}
      error={create.error}
      pointers={pointers}
      onSave={() => create.mutate(value)}
    >
      <AssetFields value={value} error={create.error} withCustomer={withCustomer} onChange={setValue} />
    </NewEntrySheet>
  );
}
