import type { Newcomers } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { orderTypesQuery } from "../api/first-steps";
import { unitsQuery } from "../api/units";
import type { Step } from "../model/first-steps";
import { AddAssetForm } from "./add-asset-form";
import { AddUnitForm } from "./add-unit-form";
import { NewcomersForm } from "./newcomers-form";
import { PasswordsSheet } from "./passwords-sheet";
import styles from "./first-steps-page.module.css";

interface Props {
  readonly step: Step;
  readonly tenant: string;
  /** Keeps the step open although what it asks for exists by now. */
  readonly onHold: () => void;
  readonly onDone: () => void;
}

/** What one step asks for, right where it stands. */
export function StepForm({ step, tenant, onHold, onDone }: Props) {
  const { t } = useSpeech();
  switch (step) {
    case "units":
      return <FirstUnit onDone={onDone} />;
    case "people":
      return <FirstPeople tenant={tenant} onHold={onHold} onDone={onDone} />;
    case "asset":
      return <AddAssetForm onDone={onDone} />;
    case "definition":
      return <p>{t("steps.definition.how")}</p>;
    case "order":
      return <FirstOrder />;
    case "archived":
      return <Link to="/orders?status=open">{t("steps.archived.act")}</Link>;
  }
}

/** The kinds of order that are there, each a way to a first one. */
function FirstOrder() {
  const { t, locale } = useSpeech();
  const kinds = useQuery(orderTypesQuery);
  return (
    <ul className={styles.kinds}>
      {kinds.data?.map(({ key, title }) => (
        <li key={key}>
          <Link to={`/report?type=${key}`}>{t("steps.order.act", { kind: wordsOf(title, locale) || key })}</Link>
        </li>
      ))}
    </ul>
  );
}

function FirstUnit({ onDone }: { readonly onDone: () => void }) {
  const units = useQuery(unitsQuery);
  return <AddUnitForm units={units.data?.items ?? []} parent={undefined} onDone={onDone} />;
}

function FirstPeople({ tenant, onHold, onDone }: Omit<Props, "step">) {
  const { t } = useSpeech();
  const [added, setAdded] = useState<Newcomers>();
  if (!added) {
    return (
      <NewcomersForm
        onDone={(people) => {
          onHold();
          setAdded(people);
        }}
      />
    );
  }
  return (
    <div>
      <PasswordsSheet added={added} tenant={tenant} />
      <p>
        <Button onClick={onDone}>{t("newcomers.noted")}</Button>
      </p>
    </div>
  );
}
