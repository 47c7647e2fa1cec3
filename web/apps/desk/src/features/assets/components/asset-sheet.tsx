import { useSpeech } from "@gongdan/i18n/react";
import { differences } from "@gongdan/ui/difference";
import { EntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { useQuery } from "@tanstack/react-query";
import { Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Asset, assetDoor, type AssetInput, assetQuery, customerQuery } from "../api/assets";
import { AssetFields, pointers } from "./asset-fields";

interface Props {
  readonly asset: Asset;
  readonly mayChange: boolean;
  readonly withCustomer: boolean;
  readonly onClose: () => void;
}

/** One asset: its orders, and what is registered of it, changed with the difference in sight and a way back. */
export function AssetSheet({ asset, mayChange, withCustomer, onClose }: Props) {
  const { t } = useSpeech();
  const { code, name, kind, place, parent, customer } = asset;
  const before: AssetInput = { code, name, kind, place, parent, customer };
  const [value, setValue] = useState(before);
  const { save, archive, pending, error } = useRegister(assetDoor, onClose);
  const [inside, within] = [useParentName(parent), useParentName(value.parent)];
  const [owner, belongs] = [useCustomerName(customer), useCustomerName(value.customer)];
  const change = {
    pending,
    error,
    pointers,
    active: asset.active,
    differences: differences([
      ...(["code", "name", "kind", "place"] as const).map((field) => ({
        label: t(`assets.${field}`),
        before: before[field],
        after: value[field],
      })),
      { label: t("assets.parent"), before: inside, after: within },
      { label: t("assets.customer"), before: owner, after: belongs },
    ]),
    onArchive: () => archive.mutate(asset),
    onSave: () => save.mutate({ of: asset, change: value, back: before }),
  };
  return (
    <EntrySheet title={`${code} ${name}`} onClose={onClose} change={mayChange ? change : undefined}>
      <Flex wrap gap="middle">
        <Link to={`/orders?asset=${asset.id}`}>{t("assets.orders")}</Link>
        {asset.active && <Link to={`/asset-labels?asset=${asset.id}`}>{t("assets.label")}</Link>}
      </Flex>
      <AssetFields value={value} error={error} withCustomer={withCustomer} onChange={setValue} />
    </EntrySheet>
  );
}

function useParentName(id: string | null): string {
  return useQuery(assetQuery(id ?? "")).data?.name ?? id ?? "";
}

function useCustomerName(id: string | null): string {
  return useQuery(customerQuery(id ?? "")).data?.name ?? id ?? "";
}
