import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Skeleton } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  changeConnector,
  type Connector,
  type ConnectorChange,
  connectorQuery,
  removeConnector,
  useConnectorSend,
} from "../api/connectors";
import { changeOf, enteredOf } from "../model/connector";
import { ConnectorCalls } from "./connector-calls";
import { ConnectorForm } from "./connector-form";
import { ConnectorTrial } from "./connector-trial";
import styles from "./webhook.module.css";

interface Props {
  readonly id: string;
  readonly mayChange: boolean;
  readonly mayCall: boolean;
}

/** One connector: where it leads, a test call, its last calls. */
export function ConnectorDetail({ id, mayChange, mayCall }: Props) {
  const { t } = useSpeech();
  const connector = useQuery(connectorQuery(id));
  const back = <Link to="/connectors">{t("connectors.back")}</Link>;
  return (
    <PageFrame title={connector.data?.name ?? t("connectors.title")} back={back}>
      {connector.isPending && <Skeleton active title={false} />}
      {connector.isError && <ProblemNote error={connector.error} />}
      {connector.data && (
        <>
          {mayChange && <Acts connector={connector.data} />}
          <Facts connector={connector.data} />
          {mayCall && <ConnectorTrial id={id} />}
          <ConnectorCalls id={id} />
        </>
      )}
    </PageFrame>
  );
}

function Facts({ connector }: { readonly connector: Connector }) {
  const { t, list } = useSpeech();
  const { key, base_url, auth, has_secret, paths, seconds, per_minute, active } = connector;
  const proof = t(`connectors.way.${auth.kind}`);
  const facts = [
    [t("connectors.state"), t(active ? "connectors.state.on" : "connectors.state.off")],
    [t("connectors.key"), key],
    [t("connectors.base_url"), base_url],
    [t("connectors.way"), has_secret ? t("connectors.way.with", { way: proof }) : proof],
    [t("connectors.paths"), paths.length > 0 ? list(paths) : t("connectors.paths.all")],
    [t("connectors.limits"), t("connectors.limits.are", { seconds, n: per_minute })],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Acts({ connector }: { readonly connector: Connector }) {
  const { t } = useSpeech();
  const tell = useTell();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"edit" | "remove">();
  const close = () => setAsked(undefined);
  const change = useConnectorSend(
    (body: ConnectorChange) => changeConnector(connector, body),
    () => {
      close();
      tell(t("connectors.changed"));
    },
  );
  const remove = useConnectorSend(removeConnector, () => void navigate("/connectors"));
  return (
    <>
      <Flex wrap gap="small">
        <Button onClick={() => setAsked("edit")}>{t("connectors.edit")}</Button>
        <Button loading={change.isPending && !asked} onClick={() => change.mutate({ active: !connector.active })}>
          {t(connector.active ? "connectors.switch.off" : "connectors.switch.on")}
        </Button>
        <Button onClick={() => setAsked("remove")}>
          {t("connectors.remove")}
        </Button>
      </Flex>
      {change.error && !asked && <ProblemNote error={change.error} />}
      {asked === "edit" && (
        <ConnectorForm
          title={t("connectors.edit")}
          before={enteredOf(connector)}
          isNew={false}
          hasSecret={connector.has_secret}
          pending={change.isPending}
          error={change.error}
          onSend={(entered) => change.mutate(changeOf(entered))}
          onClose={() => {
            change.reset();
            close();
          }}
        />
      )}
      {asked === "remove" && (
        <ConfirmAct
          title={t("connectors.remove.title", { name: connector.name })}
          act={t("connectors.remove")}
          danger
          final
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(connector.id)}
          onClose={close}
        >
          <p>{t("connectors.remove.detail")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
