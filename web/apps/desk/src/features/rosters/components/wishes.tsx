import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Own, useTakeWishBack, useWish } from "../api/own";
import { dateAt, longDate, nextMonday } from "../model/days";
import { kindName, kindWords } from "../model/names";
import styles from "./my-shifts-page.module.css";

/** What one would like: a day off, or a kind of shift; taken back at any time. */
export function Wishes({ own }: { readonly own: Own }) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const tell = useTell();
  const [wish, back] = [useWish(), useTakeWishBack()];
  const [day, setDay] = useState(() => nextMonday(new Date()));
  const [kind, setKind] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    wish.mutate({ day, kind }, { onSuccess: () => { tell(t("own.wish.kept")); } });
  };
  const named = (id: string) => {
    const found = own.kinds.find((each) => each.id === id);
    return id === "" ? t("own.wish.off") : found ? kindName(speech, found) : id;
  };
  const options = [{ value: "", label: t("own.wish.off") }, ...own.kinds.map((each) => ({ value: each.id, label: kindWords(speech, each) }))];
  return (
    <Panel title={t("own.wishes")} count={own.wishes.length}>
      <p className={styles.quiet}>{t("own.wishes.detail")}</p>
      <ul className={styles.list}>
        {own.wishes.map((each) => (
          <li key={each.id}>
            <strong>{longDate(locale, dateAt(each.day))}</strong>
            <span>{named(each.kind)}</span>
            <Button size="small" loading={back.isPending && back.variables === each.id} onClick={() => { back.mutate(each.id); }}>
              {t("own.wish.back")}
            </Button>
          </li>
        ))}
      </ul>
      {back.error && <ProblemNote error={back.error} />}
      <form className={styles.form} onSubmit={submit} noValidate aria-label={t("own.wish")}>
        <FormRow label={t("own.wish.day")} error={wrongAt(wish.error, "/day")}>
          {(bound) => <Input {...bound} type="date" min={own.today} value={day} onChange={(event) => { setDay(event.target.value); }} />}
        </FormRow>
        <FormRow label={t("own.wish.what")}>{(bound) => <Select {...bound} value={kind} options={options} onChange={setKind} />}</FormRow>
        <Button htmlType="submit" disabled={day === ""} loading={wish.isPending}>
          {t("own.wish")}
        </Button>
      </form>
      {wish.error && !isSaidAt(wish.error, ["/day"]) && <ProblemNote error={wish.error} />}
    </Panel>
  );
}
