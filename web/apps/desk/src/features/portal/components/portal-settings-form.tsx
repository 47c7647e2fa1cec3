import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SaveChanges } from "@gongdan/ui/save-changes";
import { useTell } from "@gongdan/ui/told";
import { InputNumber, Select, Switch } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type PortalSettings, useSavePortal } from "../api/settings";
import styles from "./portal-settings.module.css";

interface Props {
  readonly standing: PortalSettings;
  readonly mayChange: boolean;
  readonly types: readonly { readonly key: string; readonly title: unknown }[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

const longest = 366;

/** The portal's settings; what would change stands below before it is sent. */
export function PortalSettingsForm({ standing, mayChange, types, units }: Props) {
  const { t, locale } = useSpeech();
  const tell = useTell();
  const save = useSavePortal((undo) => tell(t("portalset.saved"), undo));
  const [entered, setEntered] = useState(standing);
  const typeName = (key: string) => wordsOf(types.find((each) => each.key === key)?.title, locale) || key;
  const unitName = (id: string | null) => units.find((each) => each.id === id)?.name ?? t("portalset.unit.none");
  const openWords = (open: boolean) => t(open ? "form.yes" : "form.no");
  const changed = differences([
    { label: t("portalset.reports"), before: openWords(standing.reports_open), after: openWords(entered.reports_open) },
    { label: t("portalset.type"), before: typeName(standing.order_type), after: typeName(entered.order_type) },
    { label: t("portalset.unit"), before: unitName(standing.unit), after: unitName(entered.unit) },
    { label: t("portalset.days"), before: String(standing.link_days), after: String(entered.link_days) },
  ]);
  const enter = (part: Partial<PortalSettings>) => setEntered({ ...entered, ...part });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ before: standing, after: entered });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("portalset.title")}>
      {save.error && !isSaidAt(save.error, ["/link_days", "/order_type"]) && <ProblemNote error={save.error} />}
      <FormRow label={t("portalset.reports")} hint={t("portalset.reports.hint")}>
        {({ id }) => (
          <span>
            <Switch id={id} disabled={!mayChange} checked={entered.reports_open} onChange={(open) => enter({ reports_open: open })} />
          </span>
        )}
      </FormRow>
      <FormRow label={t("portalset.type")} hint={t("portalset.type.hint")} error={wrongAt(save.error, "/order_type")}>
        {(bound) => (
          <Select
            {...bound}
            disabled={!mayChange}
            value={entered.order_type}
            options={types.map(({ key, title }) => ({ value: key, label: wordsOf(title, locale) || key }))}
            onChange={(key) => enter({ order_type: key })}
          />
        )}
      </FormRow>
      <FormRow label={t("portalset.unit")} hint={t("portalset.unit.hint")}>
        {(bound) => (
          <Select
            {...bound}
            disabled={!mayChange}
            value={entered.unit ?? ""}
            options={[{ value: "", label: t("portalset.unit.none") }, ...units.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(id) => enter({ unit: id || null })}
          />
        )}
      </FormRow>
      <FormRow label={t("portalset.days")} hint={t("portalset.days.hint")} error={wrongAt(save.error, "/link_days")}>
        {(bound) => (
          <InputNumber {...bound} disabled={!mayChange} min={1} max={longest} precision={0} value={entered.link_days} onChange={(days) => enter({ link_days: days ?? standing.link_days })} />
        )}
      </FormRow>
      <SaveChanges differences={changed} saving={save.isPending} onCancel={() => setEntered(standing)} />
    </form>
  );
}
