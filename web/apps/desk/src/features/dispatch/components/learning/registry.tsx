import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Panel } from "@gongdan/ui/panel";
import type { Model } from "../../api/learning";
import { percent } from "../../model/figures";
import { Mark } from "@gongdan/ui/mark";
import { ModelActs } from "./model-acts";
import { ModelDetails } from "./model-details";

const tones = { shadow: "info", tenth: "info", whole: "good", retired: "quiet" } as const;

interface Props {
  readonly models: readonly Model[];
  readonly may: boolean;
}

/** Every version of the weights and of triage: from what it came, how far it is, how it did, who decided. */
export function Registry({ models, may }: Props) {
  const { t } = useSpeech();
  const called = ({ model, version }: Model) => version > 0 ? t("learning.model.named", { model: t(`learning.model.${model}`), version }) : t(`learning.model.zero.${model}`);
  return (
    <Panel title={t("learning.registry")} count={models.length}>
      <DataTable<Model>
        label={t("learning.registry")}
        rows={models}
        rowKey={({ model, version }) => `${model} ${version}`}
        empty={null}
        columns={[
          { key: "version", title: t("learning.registry.version"), cell: called },
          { key: "state", title: t("learning.registry.state"), cell: (each) => <State model={each} /> },
          { key: "from", title: t("learning.registry.from"), cell: (each) => <From model={each} /> },
          { key: "did", title: t("learning.registry.did"), cell: ({ model, did }) => did.count ? t(`learning.registry.did.${model}`, { share: percent(did.value), n: did.count }) : t("learning.registry.did.none") },
          { key: "more", title: t("learning.registry.more"), cell: (each) => <ModelDetails model={each} /> },
          { key: "acts", title: t("learning.registry.acts"), cell: ({ model, version, stage, may_roll_back: back }) => may && back ? <ModelActs model={model} version={version} live={stage === "whole"} /> : null },
        ]}
      />
    </Panel>
  );
}

function State({ model: { stage, untried } }: { readonly model: Model }) {
  const { t } = useSpeech();
  return (
    <>
      <Mark tone={tones[stage]}>{t(`learning.stage.${stage}`)}</Mark>{" "}
      {untried && stage === "whole" && <Mark tone="quiet">{t("learning.registry.untried")}</Mark>}
    </>
  );
}

function From({ model }: { readonly model: Model }) {
  const { t, locale, zone } = useSpeech();
  if (!model.first_at || !model.last_at) return <>{t("learning.registry.shipped")}</>;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: zone });
  return <>{t("learning.registry.orders", { n: model.orders, first: day.format(new Date(model.first_at)), last: day.format(new Date(model.last_at)) })}</>;
}
