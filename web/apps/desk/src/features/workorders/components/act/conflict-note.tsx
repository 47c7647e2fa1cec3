import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { Button } from "antd";
import { orderChanges } from "../../model/order-changes";

interface Props {
  readonly seen: OrderDetail;
  readonly current: OrderDetail;
  readonly onGoOn: () => void;
}

/** Somebody was faster: shows what changed and lets the person go on from there. */
export function ConflictNote({ seen, current, onGoOn }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const changes = orderChanges(seen, current, speech);
  return (
    <Note tone="warn" title={t("conflict.title")} urgent>
      <p>{t("conflict.detail")}</p>
      {changes.length === 0 && <p>{t("conflict.same")}</p>}
      <ul>
        {changes.map((change) => (
          <li key={change.field}>{t("conflict.change", { ...change })}</li>
        ))}
      </ul>
      <p>
        <Button size="small" onClick={onGoOn}>
          {t("conflict.reload")}
        </Button>
      </p>
    </Note>
  );
}
