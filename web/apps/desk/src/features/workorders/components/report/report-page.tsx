import { newKey } from "@gongdan/api/new-key";
import type { Me } from "@gongdan/api/shapes";
import { toFirstFault } from "@gongdan/forms/antd/first-fault";
import { FormFields } from "@gongdan/forms/antd/form-fields";
import { useLiveForm } from "@gongdan/forms/antd/use-live-form";
import { check, startingValues } from "@gongdan/forms/core/check";
import { wordsOf } from "@gongdan/forms/core/json";
import { knownAtReport } from "@gongdan/forms/core/known-at-report";
import { plainFirst } from "@gongdan/forms/core/plain-first";
import { type Field, type Section, sectionsOf, type Values } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useBegun } from "@gongdan/ui/use-begun";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { type SyntheticEvent, useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { assets } from "../../api/find";
import { bundleQuery } from "../../api/get-definition";
import { definitionsQuery, mayStart } from "../../api/list-definitions";
import { useReportOrder } from "../../api/report-order";
import { reportForm } from "../../model/definition";
import { contactFields, ownFields } from "../../model/order-form";
import { kindFields, reportBody } from "../../model/report-form";
import styles from "./report-page.module.css";
import { CustomerSelect } from "../act/customer-select";
import { SearchSelect } from "../act/search-select";
import { useDrop, usePaste } from "../evidence/file-intake";
import { useReportFiles } from "../evidence/use-evidence";
import { NoKinds } from "./no-kinds";
import { ReportFiles } from "./report-files";

/** A report that is being written. */
interface Begun {
  readonly chosen: string | undefined;
  readonly entered: Values;
  readonly asset: string;
  readonly customer: string;
}

const nothing: Begun = { chosen: undefined, entered: {}, asset: "", customer: "" };

/** Report a new order: what every order has, then what its kind asks for. */
export function ReportPage({ me }: { readonly me: Me }) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const tell = useTell();
  const navigate = useNavigate();
  const definitions = useQuery(definitionsQuery);
  const report = useReportOrder();
  const [key] = useState(() => newKey());
  const [address] = useSearchParams();
  const [begun, begin] = useBegun<Begun>("report");
  const { chosen, entered, asset, customer } = begun ?? { ...nothing, chosen: address.get("type") ?? undefined };
  const write = (part: Partial<Begun>) => {
    begin({ chosen, entered, asset, customer, ...part });
  };
  const [tried, setTried] = useState(false);
  const files = useReportFiles();
  const send = me.actions.includes("order.evidence") && files.send;
  const drop = useDrop(send);
  usePaste(send, true);

  const kinds = plainFirst((definitions.data ?? []).filter((each) => each.status === "published" && mayStart(each, me.roles)));
  const kind = kinds.find((each) => each.key === chosen) ?? kinds[0];
  const body = useQuery(bundleQuery(kind));
  const bundle = body.data;
  const own = useMemo(() => ownFields(speech), [speech]);
  const asked = useMemo(() => bundle && reportForm(bundle), [bundle]);
  const more = useMemo(() => kindFields(asked, locale), [asked, locale]);
  const contact = useMemo(() => contactFields(speech), [speech]);
  const always = useMemo(() => [...own, ...contact], [own, contact]);
  const values = useMemo(() => ({ ...startingValues([...always, ...more], {}), ...entered }), [always, more, entered]);
  const live = useLiveForm(asked, more, values, knownAtReport(values));
  const issues = [...check(always, values), ...live.issues];

  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (issues.length > 0) toFirstFault(event.currentTarget);
    if (issues.length > 0 || !kind || !bundle) return;
    report.mutate(
      { key, body: reportBody(kind.key, always, values, { asset, customer }, live.sent) },
      {
        onSuccess(order) {
          begin(undefined);
          const onTheWay = files.ways.filter(({ standing }) => standing.phase !== "done").length;
          files.leadTo(order.id);
          tell(t("report.done", { number: order.number, files: onTheWay }));
          void navigate(`/orders/${order.id}`);
        },
      },
    );
  };
  const form = (part: readonly Field[], sections?: readonly Section[]) => (
    <FormFields
      fields={part}
      values={live.values}
      {...(sections && { sections })}
      issues={tried ? issues : []}
      onChange={(name, value) => {
        write({ entered: { ...entered, [name]: value } });
      }}
    />
  );
  return (
    <div className={styles.scroll}>
      <form className={styles.page} onSubmit={submit} noValidate aria-labelledby="report-title" {...drop.on}>
        <header>
          <h1 id="report-title" className={styles.title}>
            {t("report.title")}
          </h1>
          <p className={styles.detail}>{t("report.detail")}</p>
        </header>
        {definitions.error && <ProblemNote error={definitions.error} />}
        {definitions.data && kinds.length === 0 && <NoKinds designs={me.actions.includes("definition.publish")} />}
        {body.error && <ProblemNote error={body.error} />}
        {send && <ReportFiles ways={files.ways} over={drop.over} onPick={send} />}
        {kinds.length > 1 && (
          <div className={styles.pick}>
            <label htmlFor="report-kind">{t("report.type")}</label>
            <Select
              id="report-kind"
              value={kind?.key ?? null}
              options={kinds.map((each) => ({ value: each.key, label: wordsOf(each.title, locale) || each.key }))}
              onChange={(next: string | null) => {
                write({ chosen: next ?? undefined });
              }}
            />
          </div>
        )}
        {form(own)}
        <div className={styles.pick}>
          <label htmlFor="report-asset">
            {t("fact.asset")}
            <span className={styles.optional}>{t("form.optional")}</span>
          </label>
          <SearchSelect id="report-asset" search={assets} hint={t("report.hint.asset")} value={asset} onChange={(next) => { write({ asset: next }); }} />
        </div>
        {me.actions.includes("customer.read") && (
          <div className={styles.pick}>
            <label htmlFor="report-customer">
              {t("fact.customer")}
              <span className={styles.optional}>{t("form.optional")}</span>
            </label>
            <CustomerSelect id="report-customer" value={customer} onChange={(next) => { write({ customer: next }); }} />
          </div>
        )}
        {form(live.fields, asked && sectionsOf(asked, more.map(({ name }) => name), locale))}
        {form(contact)}
        {/* where the hand is: above a long form nobody would see it */}
        {report.error && <ProblemNote error={report.error} />}
        <footer className={styles.send}>
          {/* What the kind asks for comes a moment later: sent before it, a report would lack it, and the button moves away under the hand. */}
          <Button type="primary" size="large" htmlType="submit" loading={report.isPending} disabled={!bundle}>
            {t("report.submit")}
          </Button>
          <Link to="/orders">{t("list.back")}</Link>
        </footer>
      </form>
    </div>
  );
}
