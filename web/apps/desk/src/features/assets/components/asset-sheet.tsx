import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { differences } from "@gongdan/ui/difference";
import { isSaidAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type Asset, type AssetInput, assetQuery, changeAsset, useSend } from "../api/assets";
import { AssetFields, pointers } from "./asset-fields";
import styles from "./assets.module.css";

interface Props {
  readonly asset: Asset;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

interface Sent {
  readonly of: Asset;
  readonly body: Partial<AssetInput> & { active?: boolean };
}

/** One asset: what is registered of it, changed with the difference in sight and a way back. */
export function AssetSheet({ asset, mayChange, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const { code, name, kind, place, parent, active } = asset;
  const before: AssetInput = { code, name, kind, place, parent };
  const [value, setValue] = useState(before);
  const old = useQuery(assetQuery(parent ?? ""));
  const fresh = useQuery(assetQuery(value.parent ?? ""));
  const changes = differences([
    ...(["code", "name", "kind", "place"] as const).map((field) => ({
      label: t(`assets.${field}`),
      before: before[field],
      after: value[field],
    })),
    { label: t("assets.parent"), before: old.data?.name ?? parent ?? "", after: fresh.data?.name ?? value.parent ?? "" },
  ]);
  const undo = useSend(({ of, body }: Sent) => changeAsset(of, body), () => undefined);
  const change = useSend(
    ({ of, body }: Sent) => changeAsset(of, body),
    (after) => {
      tell(t("assets.changed"), () => undo.mutateAsync({ of: after, body: { ...before, active } }));
      onClose();
    },
  );
  const foot = mayChange && (
    <div className={styles.foot}>
      <Button loading={change.isPending} onClick={() => change.mutate({ of: asset, body: { active: !active } })}>
        {t(active ? "assets.archive" : "assets.restore")}
      </Button>
      <Button
        type="primary"
        loading={change.isPending}
        disabled={changes.length === 0}
        onClick={() => change.mutate({ of: asset, body: value })}
      >
        {t("parts.save")}
      </Button>
    </div>
  );
  return (
    <SideSheet title={`${code} ${name}`} open onClose={onClose} foot={foot}>
      <AssetFields value={value} error={change.error} onChange={setValue} />
      {mayChange && <DiffView differences={changes} />}
      {change.error && !isSaidAt(change.error, pointers) && <ProblemNote error={change.error} />}
    </SideSheet>
  );
}
