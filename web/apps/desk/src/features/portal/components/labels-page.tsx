import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, InputNumber, Radio, Skeleton } from "antd";
import { useId, useState } from "react";
import { createPortal } from "react-dom";
import { Link, useSearchParams } from "react-router";
import { type Label, labelsQuery } from "../api/labels";
import styles from "./labels-page.module.css";

type Paper = "sheet" | "single";
/** Labels on one sheet: 3 beside each other, 8 below each other. */
const onSheet = 24;

/** Labels of the assets in the address: one after the other on a roll, or on A4 sheets of 24. */
export function LabelsPage() {
  const { t } = useSpeech();
  const id = useId();
  const [search] = useSearchParams();
  const labels = useQuery(labelsQuery(search.getAll("asset")));
  const [paper, setPaper] = useState<Paper>("sheet");
  const [copies, setCopies] = useState(1);
  const items = labels.data?.items ?? [];
  const printed = items.flatMap((label) => Array.from({ length: copies }, (_, copy) => ({ label, key: `${label.id}-${copy}` })));
  const page = (place: string) => (
    <div className={styles[paper]} data-place={place}>
      {printed.map(({ label, key }) => (
        <LabelCard key={key} label={label} tenant={labels.data?.tenant ?? ""} />
      ))}
    </div>
  );
  return (
    <PageFrame
      title={t("labels.title")}
      detail={t("labels.detail")}
      back={<Link to="/assets">{t("labels.back")}</Link>}
      acts={
        <Button type="primary" disabled={printed.length === 0} onClick={() => print()}>
          {t("labels.print")}
        </Button>
      }
    >
      {labels.isLoading && <Skeleton active title={false} />}
      {labels.error && <ProblemNote error={labels.error} />}
      {!labels.isLoading && !labels.error && items.length === 0 && (
        <EmptyState title={t("labels.none.title")} detail={t("labels.none.detail")}>
          <Link to="/assets">{t("labels.back")}</Link>
        </EmptyState>
      )}
      {items.length > 0 && (
        <>
          <Flex wrap gap="middle" align="center">
            <Radio.Group
              aria-label={t("labels.paper")}
              value={paper}
              onChange={(event) => setPaper(event.target.value as Paper)}
              options={[
                { value: "sheet", label: t("labels.sheet", { n: onSheet }) },
                { value: "single", label: t("labels.single") },
              ]}
            />
            <Flex gap="small" align="center">
              <label htmlFor={id}>{t("labels.copies")}</label>
              <InputNumber id={id} min={1} max={onSheet} value={copies} onChange={(next) => setCopies(next ?? 1)} />
            </Flex>
          </Flex>
          <section className={styles.preview} aria-label={t("labels.preview")}>
            {page("page")}
          </section>
          {createPortal(
            <div className={styles.print} aria-hidden="true">
              {page("print")}
            </div>,
            besidePage(),
          )}
        </>
      )}
    </PageFrame>
  );
}

function LabelCard({ label, tenant }: { readonly label: Label; readonly tenant: string }) {
  const { t } = useSpeech();
  return (
    <article className={styles.label}>
      <img className={styles.qr} alt={t("labels.qr", { code: label.code })} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(label.qr)}`} />
      <div className={styles.words}>
        <p className={styles.name}>{label.name}</p>
        <p className={styles.code}>{label.code}</p>
        <p className={styles.scan}>{t("labels.scan")}</p>
        <p className={styles.tenant}>{tenant}</p>
      </div>
    </article>
  );
}
