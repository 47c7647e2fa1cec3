import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useAddAsset } from "../api/add-asset";
import { shortName } from "../model/names";
import styles from "./form.module.css";

/** The first thing that orders can be about: a name and the number on its plate. */
export function AddAssetForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useSpeech();
  const add = useAddAsset();
  const [name, setName] = useState("");
  const [wished, setWished] = useState<string>();
  const code = wished ?? (shortName(name).toUpperCase() || "A-001");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate({ name, code }, { onSuccess: onDone });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("steps.asset")}>
      {add.error && !isSaidAt(add.error, ["/name", "/code"]) && <ProblemNote error={add.error} />}
      <div className={styles.pair}>
        <FormRow label={t("steps.asset.name")} error={wrongAt(add.error, "/name")}>
          {(bound) => <Input {...bound} value={name} onChange={(event) => setName(event.target.value)} />}
        </FormRow>
        <FormRow label={t("steps.asset.code")} hint={t("steps.asset.code.hint")} error={wrongAt(add.error, "/code")}>
          {(bound) => <Input {...bound} value={code} onChange={(event) => setWished(event.target.value)} />}
        </FormRow>
      </div>
      <p className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={add.isPending} disabled={name.trim() === ""}>
          {t("steps.asset.add")}
        </Button>
      </p>
    </form>
  );
}
