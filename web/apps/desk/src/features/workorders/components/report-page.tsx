import { FormFields } from "@gongdan/forms/antd/form-fields";
import { check, startingValues } from "@gongdan/forms/core/check";
import { wordsOf } from "@gongdan/forms/core/json";
import type { Values } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { type SyntheticEvent, useMemo, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useBundle } from "../api/get-definition";
import { definitionsQuery } from "../api/list-definitions";
import { useReportOrder } from "../api/report-order";
import { reportForm } from "../model/definition";
import { kindFields, ownFields, reportBody } from "../model/report-form";
import styles from "./report-page.module.css";

/** Report a new order: what every order has, then what its kind asks for. */
export function ReportPage() {
  const speech = useSpeech();
  const { t, locale } = speech;
  const tell = useTell();
  const navigate = useNavigate();
  const definitions = useQuery(definitionsQuery);
  const report = useReportOrder();
  const [key] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<string>();
  const [entered, setEntered] = useState<Values>({});
  const [tried, setTried] = useState(false);

  const kinds = (definitions.data ?? []).filter((each) => each.status === "published");
  const kind = kinds.find((each) => each.key === chosen) ?? kinds[0];
  const bundle = useBundle(kind);
  const own = useMemo(() => ownFields(speech), [speech]);
  const more = useMemo(() => kindFields(bundle && reportForm(bundle), locale, own), [bundle, locale, own]);
  const fields = [...own, ...more];
  const values = { ...startingValues(fields, {}), ...entered };
  const issues = check(fields, values);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (issues.length > 0 || !kind) return;
    report.mutate(
      { key, body: reportBody(kind.key, own, more, values) },
      {
        onSuccess(order) {
          tell(t("report.done", { number: order.number }));
          void navigate(`/orders/${order.id}`);
        },
      },
    );
  };
  return (
    <div className={styles.scroll}>
      <form className={styles.page} onSubmit={submit} noValidate aria-labelledby="report-title">
        <header>
          <h1 id="report-title" className={styles.title}>
            {t("report.title")}
          </h1>
          <p className={styles.detail}>{t("report.detail")}</p>
        </header>
        {definitions.error && <ProblemNote error={definitions.error} />}
        {report.error && <ProblemNote error={report.error} />}
        {kinds.length > 1 && (
          <div className={styles.kind}>
            <label htmlFor="report-kind">{t("report.type")}</label>
            <Select
              id="report-kind"
              value={kind?.key ?? null}
              options={kinds.map((each) => ({ value: each.key, label: wordsOf(each.title, locale) || each.key }))}
              onChange={(next: string | null) => {
                setChosen(next ?? undefined);
              }}
            />
          </div>
        )}
        <FormFields
          fields={fields}
          values={values}
          issues={tried ? issues : []}
          onChange={(name, value) => {
            setEntered({ ...entered, [name]: value });
          }}
        />
        <footer className={styles.send}>
          <Button type="primary" size="large" htmlType="submit" loading={report.isPending} disabled={!kind}>
            {t("report.submit")}
          </Button>
          <Link to="/orders">{t("list.back")}</Link>
        </footer>
      </form>
    </div>
  );
}
