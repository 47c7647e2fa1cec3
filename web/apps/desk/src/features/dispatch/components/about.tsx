import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Select, Tag } from "antd";
import { policiesQuery, type Recommendation, useDecide } from "../api/dispatch";
import styles from "./about.module.css";

interface Props {
  readonly order: string;
  readonly triage: Recommendation["triage"];
  readonly mayDecide: boolean;
}

const kinds = { device: "dispatch.entity.device", error_code: "dispatch.entity.error_code", place: "dispatch.entity.place" } as const;
type Kind = keyof typeof kinds;

/** What the text is about, how sure that is, and what it names; a person's word goes before it. */
export function About({ order, triage, mayDecide }: Props) {
  const { t, locale } = useSpeech();
  const decide = useDecide(order);
  const choices = useQuery(policiesQuery);
  const silent = triage.verdict === "silent";
  const unsure = silent || triage.verdict === "unsure" || triage.verdict === "out_of_scope";
  const options = (choices.data?.categories ?? []).map(({ key, name }) => ({ value: key, label: name[locale] ?? key }));
  const hint = silent ? t("pilot.silent") : unsure ? t("dispatch.unsure.hint") : triage.origin === "words" && !triage.decided ? t("dispatch.first.hint") : undefined;
  return (
    <div className={styles.about}>
      <FormRow label={t("dispatch.about")} hint={hint}>
        {({ id }) => (
          <span className={styles.line}>
            <Select
              id={id}
              className={styles.select ?? ""}
              disabled={!mayDecide}
              loading={decide.isPending}
              placeholder={t("dispatch.category.none")}
              value={unsure ? null : triage.category || null}
              options={options}
              onChange={(key: string) => { decide.mutate(key); }}
            />
            <Sureness triage={triage} />
          </span>
        )}
      </FormRow>
      {decide.error && <ProblemNote error={decide.error} />}
      {triage.entities.length > 0 && (
        <p className={styles.entities}>
          {t("dispatch.entities")}{" "}
          {triage.entities.map((each) => (
            <Tag key={`${each.kind} ${each.text}`}>
              {each.kind in kinds ? t(kinds[each.kind as Kind]) : ""} {each.text}
            </Tag>
          ))}
        </p>
      )}
    </div>
  );
}

function Sureness({ triage }: { readonly triage: Recommendation["triage"] }) {
  const { t } = useSpeech();
  if (triage.decided) return <Tag>{t("dispatch.decided")}</Tag>;
  if (triage.verdict === "silent") return <Tag>{t("policy.mode.pilot")}</Tag>;
  if (triage.verdict === "unsure" || triage.verdict === "out_of_scope") return <Tag>{t("dispatch.unsure")}</Tag>;
  return (
    <>
      <Tag>{t("dispatch.sure", { percent: `${Math.round(100 * triage.confidence)} %` })}</Tag>
      {triage.origin === "words" && <Tag>{t("dispatch.first")}</Tag>}
      {triage.origin === "plugged" && <Tag>{t("dispatch.by.model", { model: triage.model })}</Tag>}
    </>
  );
}
