import { newKey } from "@gongdan/api/new-key";
import type { Me, OrderRow } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { useState } from "react";
import { people } from "../../api/find";
import { useBulk } from "../../api/send-bulk";
import { type BulkAct, bulkAsks, bulkCommand, offersFor } from "../../model/selection";
import { SearchSelect } from "../act/search-select";
import styles from "./bulk-bar.module.css";
import { BulkResults } from "./bulk-results";
import type { Selection } from "./use-selection";

interface Props {
  readonly selection: Selection;
  readonly me: Me;
}

interface Sent {
  readonly act: BulkAct;
  readonly answer: string;
}

/** What can be done to all selected orders at once; what came of each stands below until it is put away. */
export function BulkBar({ selection, me }: Props) {
  const { t } = useSpeech();
  const bulk = useBulk();
  const [act, setAct] = useState<BulkAct>();
  const [answer, setAnswer] = useState("");
  const [sent, setSent] = useState<Sent>();
  const { rows } = selection;
  const offers = offersFor(rows, me.actions);
  const offer = offers.find((each) => each.act === act);
  const choose = (next: BulkAct | undefined) => {
    setAct(next);
    setAnswer("");
    bulk.reset();
  };
  const send = (on: readonly OrderRow[], { act: doing, answer: with_ }: Sent) => {
    setSent({ act: doing, answer: with_ });
    bulk.mutate({ act: doing, rows: on, command: bulkCommand(doing, with_), key: newKey() }, { onSuccess: () => { setAct(undefined); } });
  };
  if (rows.length === 0 && !bulk.data) return null;
  const asks = act ? bulkAsks[act] : "";
  return (
    <section className={styles.bar} aria-label={t("bulk.title")}>
      <div className={styles.line}>
        <strong>{t("bulk.count", { n: rows.length })}</strong>
        <Button type="link" size="small" onClick={selection.all}>{t("bulk.all")}</Button>
        <Button type="link" size="small" onClick={() => { selection.none(); choose(undefined); }}>{t("bulk.none")}</Button>
      </div>
      <div className={styles.line} role="group" aria-label={t("bulk.choose")}>
        {offers.map((each) => (
          <Button key={each.act} size="small" type={each.act === act ? "primary" : "default"} onClick={() => { choose(each.act === act ? undefined : each.act); }}>
            {each.act === "watch" ? t("watch.start") : t(`act.${each.act}`)}
            {each.rows.length < rows.length && ` ${each.rows.length}/${rows.length}`}
          </Button>
        ))}
      </div>
      {offer && (
        <form className={styles.form} aria-label={t("bulk.choose")} onSubmit={(event) => { event.preventDefault(); send(offer.rows, { act: offer.act, answer }); }}>
          <p className={styles.hint}>{t(offer.act === "cancel" ? "bulk.cancel.why" : "bulk.hint")}</p>
          {asks === "assignee" && <SearchSelect id="bulk-assignee" label={t("ask.assignee")} search={people} hint={t("ask.assignee.hint")} value={answer} onChange={setAnswer} />}
          {asks === "reason" && <Input value={answer} maxLength={2000} aria-label={t("ask.reason")} placeholder={t("ask.reason")} onChange={(event) => { setAnswer(event.target.value); }} />}
          <Button type="primary" size="small" htmlType="submit" danger={offer.act === "cancel"} loading={bulk.isPending} disabled={asks !== "" && answer.trim() === ""}>
            {t("bulk.do", { act: offer.act === "watch" ? t("watch.start") : t(`act.${offer.act}`), n: offer.rows.length })}
          </Button>
        </form>
      )}
      {bulk.error && <ProblemNote error={bulk.error} />}
      {bulk.data && (
        <BulkResults
          results={bulk.data}
          onClose={() => { bulk.reset(); selection.none(); }}
          onRetry={(ids) => { if (sent) send(rows.filter(({ id }) => ids.includes(id)), sent); }}
        />
      )}
    </section>
  );
}
