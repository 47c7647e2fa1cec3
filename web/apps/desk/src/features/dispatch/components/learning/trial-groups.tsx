import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import type { Interval, Trial } from "../../api/learning";
import { points } from "../../model/figures";
import { Mark } from "@gongdan/ui/mark";
import card from "./card.module.css";

type Group = Trial["groups"][number];
interface Row {
  readonly by: Group["by"];
  readonly name: string;
  readonly fix: Group | undefined;
  readonly time: Group | undefined;
}

/** What each group of orders would gain or lose: nobody is to pay for the others. */
export function TrialGroups({ groups }: { readonly groups: readonly Group[] }) {
  const { t } = useSpeech();
  return (
    <details>
      <summary className={card.summary}>{t("learning.trial.groups")}</summary>
      <DataTable<Row>
        label={t("learning.trial.groups")}
        rows={rowsOf(groups)}
        rowKey={({ by, name }) => `${by} ${name}`}
        empty={null}
        columns={[
          { key: "group", title: t("learning.trial.group"), cell: ({ by, name }) => t(`learning.trial.group.${by}`, { name }) },
          { key: "fix", title: t("learning.trial.group.fix"), cell: ({ fix }) => <Gain group={fix} /> },
          { key: "time", title: t("learning.trial.group.time"), cell: ({ time }) => <Gain group={time} /> },
        ]}
      />
    </details>
  );
}

function Gain({ group }: { readonly group: Group | undefined }) {
  const { t } = useSpeech();
  if (!group) return null;
  const { value, low, high }: Interval = group.gain;
  return (
    <>
      {t("learning.trial.group.change", { value: points(value), low: points(low), high: points(high) })}{" "}
      {group.harmed && <Mark tone="warn">{t("learning.trial.group.harmed")}</Mark>}
    </>
  );
}

function rowsOf(groups: readonly Group[]): Row[] {
  const keys = [...new Set(groups.map(({ by, name }) => `${by} ${name}`))];
  const find = (key: string, what: Group["what"]) => groups.find((each) => `${each.by} ${each.name}` === key && each.what === what);
  return keys.flatMap((key) => {
    const one = groups.find(({ by, name }) => `${by} ${name}` === key);
    return one ? [{ by: one.by, name: one.name, fix: find(key, "fix"), time: find(key, "time") }] : [];
  });
}
