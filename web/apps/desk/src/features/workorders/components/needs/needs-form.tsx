import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useAddition } from "../../api/send-addition";
import { draftOf, isWhole, type NeedsDraft, needsBody, withoutTime } from "../../model/needs";
import { AppointmentFields } from "./appointment-fields";
import { PartFields } from "./part-fields";
import styles from "./needs-panel.module.css";

interface Props {
  readonly order: OrderDetail;
  /** Called when it is put away; `changed`: something was kept. */
  readonly onClose: (changed: boolean) => void;
}

const places = ["/appointment/begins", "/appointment/ends", "/minutes"];

/** All that can be said of the work at once; only what was changed is sent. */
export function NeedsForm({ order, onClose }: Props) {
  const { t, zone } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const before = draftOf(order.beside.needs, zone);
  const [draft, setDraft] = useState(before);
  const change = (part: Partial<NeedsDraft>) => { setDraft({ ...draft, ...part }); };
  const keep = (next: NeedsDraft, said: string) => {
    const done = () => { onClose(true); tell(said); };
    send.mutate({ addition: "schedule", body: needsBody(before, next, zone) }, { onSuccess: done });
  };
  return (
    <form className={styles.form} aria-label={t("onsite.title")} onSubmit={(event) => { event.preventDefault(); keep(draft, t("onsite.done")); }}>
      {send.error && !isSaidAt(send.error, places) && <ProblemNote error={send.error} />}
      <AppointmentFields draft={draft} zone={zone} error={send.error} onChange={change} />
      <FormRow label={t("onsite.minutes.label")} optional hint={t("onsite.minutes.hint")} error={wrongAt(send.error, "/minutes")}>
        {(bound) => <Input {...bound} inputMode="numeric" value={draft.minutes} onChange={({ target }) => { change({ minutes: target.value.replace(/\D/g, "").slice(0, 4) }); }} />}
      </FormRow>
      <FormRow label={t("onsite.tools")} optional hint={t("onsite.tools.hint")}>
        {(bound) => (
          <Select
            {...bound}
            mode="tags"
            open={false}
            suffix={null}
            tokenSeparators={[",", "，", "、"]}
            value={[...draft.tools]}
            onChange={(tools: string[]) => { change({ tools }); }}
          />
        )}
      </FormRow>
      <PartFields parts={draft.parts} onChange={(parts) => { change({ parts }); }} />
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={!isWhole(draft)}>
          {t("onsite.save")}
        </Button>
        <Button onClick={() => { onClose(false); }}>{t("ask.put")}</Button>
        {order.beside.needs.appointment && (
          <Button type="text" onClick={() => { keep(withoutTime(draft), t("onsite.cleared")); }}>
            {t("onsite.clear")}
          </Button>
        )}
      </div>
    </form>
  );
}
