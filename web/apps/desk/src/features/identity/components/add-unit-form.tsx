import type { Unit } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useAddUnit } from "../api/units";
import { unitCode } from "../model/names";
import styles from "./form.module.css";

interface Props {
  readonly units: readonly Unit[];
  readonly parent: Unit | undefined;
  readonly onDone?: () => void;
}

/** A new unit by its name; its code is made of it, unless one is wished. */
export function AddUnitForm({ units, parent, onDone }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const add = useAddUnit();
  const [name, setName] = useState("");
  const [wished, setWished] = useState<string>();
  const siblings = units.filter((unit) => unit.parent === (parent?.id ?? null)).map((unit) => unit.code);
  const code = wished ?? unitCode(name, siblings);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate(
      { name, code, parent: parent?.id ?? null },
      {
        onSuccess({ made, undo }) {
          setName("");
          setWished(undefined);
          tell(t("units.added", { name: made.name }), undo);
          onDone?.();
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("units.add")}>
      {add.error && !isSaidAt(add.error, ["/name", "/code", "/parent"]) && <ProblemNote error={add.error} />}
      <FormRow label={t("units.name")} error={wrongAt(add.error, "/name") ?? wrongAt(add.error, "/parent")}>
        {(bound) => <Input {...bound} value={name} onChange={(event) => setName(event.target.value)} />}
      </FormRow>
      <FormRow label={t("units.code")} hint={t("units.code.hint")} error={wrongAt(add.error, "/code")}>
        {(bound) => <Input {...bound} value={code} onChange={(event) => setWished(event.target.value)} />}
      </FormRow>
      <p className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={add.isPending} disabled={name.trim() === ""}>
          {t("units.add")}
        </Button>
      </p>
    </form>
  );
}
