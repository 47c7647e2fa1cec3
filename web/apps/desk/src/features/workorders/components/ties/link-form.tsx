import type { OrderDetail } from "@gongdan/api/shapes";
import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Select } from "antd";
import { useState } from "react";
import { orders } from "../../api/find";
import { useAddition } from "../../api/send-addition";
import { SearchSelect } from "../act/search-select";
import { FormFoot } from "./form-foot";
import styles from "./ties-panel.module.css";

const kinds = ["relates", "duplicates", "blocks", "blocked_by", "caused_by", "causes"] as const;

interface Props {
  readonly order: OrderDetail;
  readonly onClose: () => void;
}

/** Says how this order has to do with another one. */
export function LinkForm({ order, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const [kind, setKind] = useState<string>("relates");
  const [to, setTo] = useState("");
  const submit = () => {
    const body = { to, kind };
    send.mutate(
      { addition: "link", body },
      { onSuccess: () => { onClose(); tell(t("tie.linked"), () => send.mutateAsync({ addition: "unlink", body })); } },
    );
  };
  return (
    <form className={styles.form} aria-label={t("tie.act.link")} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {send.error && <ProblemNote error={send.error} />}
      <Select
        aria-label={t("tie.kind")}
        getPopupContainer={besideField}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`tie.${value}`) }))}
        onChange={setKind}
      />
      <SearchSelect id="link-to" label={t("tie.to")} search={orders} hint={t("tie.to")} value={to} onChange={setTo} />
      <FormFoot act={t("tie.act.link")} ready={to !== ""} pending={send.isPending} onClose={onClose} />
    </form>
  );
}
