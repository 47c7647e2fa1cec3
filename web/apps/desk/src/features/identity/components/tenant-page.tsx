import { ownName } from "@gongdan/i18n/locales";
import { useSpeech } from "@gongdan/i18n/react";
import { differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SaveChanges } from "@gongdan/ui/save-changes";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Input, Select, Skeleton } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type TenantSettings, tenantQuery, useSaveTenant } from "../api/tenant";
import { useCountryOptions } from "./use-country-options";
import styles from "./form.module.css";
import { HistoryPanel } from "./history-panel";
import { LocaleSelect } from "./locale-select";
import { ZoneSelect } from "./zone-select";

/** The organisation itself: its name, the language and zone of new users, whose public holidays count. */
export function TenantPage() {
  const { t } = useSpeech();
  const found = useQuery(tenantQuery);
  return (
    <PageFrame title={t("tenant.title")} detail={t("tenant.detail")} width="text">
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data && (
        <>
          <Settings key={found.data.version} standing={found.data} />
          <HistoryPanel thing={{ kind: "tenant", id: found.data.id }} version={found.data.version} />
        </>
      )}
    </PageFrame>
  );
}

function Settings({ standing }: { readonly standing: TenantSettings }) {
  const { t, zone } = useSpeech();
  const tell = useTell();
  const save = useSaveTenant((undo) => tell(t("tenant.saved"), undo));
  const countries = useCountryOptions(standing.countries);
  const { name, locale, zone: ours, country, version } = standing;
  const before = { name, locale, zone: ours, country };
  const [entered, setEntered] = useState(before);
  const named = (code: string) => countries.find(({ value }) => value === code)?.label ?? code;
  const changed = differences([
    { label: t("tenant.name"), before: name, after: entered.name },
    { label: t("users.locale"), before: inWords(locale), after: inWords(entered.locale) },
    { label: t("users.zone"), before: ours, after: entered.zone },
    { label: t("tenant.country"), before: named(country), after: named(entered.country) },
  ]);
  const enter = (part: Partial<typeof before>) => setEntered({ ...entered, ...part });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ before, after: entered, version });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("tenant.title")}>
      {save.error && !isSaidAt(save.error, ["/name", "/zone", "/country"]) && <ProblemNote error={save.error} />}
      <FormRow label={t("tenant.name")} hint={t("tenant.slug", { slug: standing.slug })} error={wrongAt(save.error, "/name")}>
        {(bound) => <Input {...bound} value={entered.name} maxLength={120} onChange={(event) => enter({ name: event.target.value })} />}
      </FormRow>
      <div className={styles.pair}>
        <FormRow label={t("users.locale")} hint={t("tenant.locale.hint")}>
          {(bound) => <LocaleSelect bound={bound} value={entered.locale} onChange={(next) => enter({ locale: next })} />}
        </FormRow>
        <FormRow
          label={t("users.zone")}
          hint={entered.zone === zone ? t("tenant.zone.hint") : t("tenant.zone.differs", { zone })}
          error={wrongAt(save.error, "/zone")}
        >
          {(bound) => <ZoneSelect bound={bound} value={entered.zone} onChange={(next) => enter({ zone: next })} />}
        </FormRow>
      </div>
      <FormRow label={t("tenant.country")} hint={t("tenant.country.hint")} error={wrongAt(save.error, "/country")}>
        {(bound) => (
          <Select {...bound} showSearch={{ optionFilterProp: "label" }} value={entered.country} options={countries} onChange={(next) => enter({ country: next })} />
        )}
      </FormRow>
      <SaveChanges differences={changed} saving={save.isPending} onCancel={() => setEntered(before)} />
    </form>
  );
}

const inWords = (locale: string) => (locale === "zh" || locale === "en" ? ownName[locale] : locale);
