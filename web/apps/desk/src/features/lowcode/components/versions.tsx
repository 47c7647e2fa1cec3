import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { DataTable } from "@gongdan/ui/data-table";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Definition, retire, rollBack, runningQuery, useSend, type Version } from "../api/definitions";
import styles from "./definitions.module.css";
import { VersionSheet } from "./version-sheet";

interface Props {
  readonly definition: Definition;
  readonly mayPublish: boolean;
}

/** Where the running orders of a version are moved: to the newest, or from the newest to the one before. */
const wayToMove = (key: string, { version }: Version, versions: readonly Version[]) =>
  `/order-types/${key}/migrate?from=${version}&to=${versions.find((each) => each.version !== version)?.version ?? version}`;

/** All versions, newest first: to look at, to compare, to publish again, to retire. */
export function Versions({ definition, mayPublish }: Props) {
  const { t, moment } = useSpeech();
  const tell = useTell();
  const { key, versions } = definition;
  const [open, setOpen] = useState<Version>();
  const [asked, setAsked] = useState<Version | "retire">();
  const running = useQuery(runningQuery(key));
  const done = () => setAsked(undefined);
  const again = useSend(
    ({ version, note }: { version: number; note: string }) => rollBack(key, version, note),
    ({ version }) => {
      done();
      tell(t("types.published", { version }));
    },
  );
  const end = useSend(
    (note: string) => retire(key, note),
    () => {
      done();
      const [newest] = versions;
      const undo = newest && (() => again.mutateAsync({ version: newest.version, note: t("parts.undo") }));
      tell(t("types.retired"), undo);
    },
  );
  return (
    <section aria-labelledby="type-versions" className={styles.part}>
      <Flex justify="space-between" align="center" wrap gap="small">
        <h2 id="type-versions">{t("types.versions")}</h2>
        {mayPublish && versions[0]?.status === "published" && (
          <Button danger onClick={() => setAsked("retire")}>
            {t("types.retire")}
          </Button>
        )}
      </Flex>
      <DataTable
        label={t("types.versions")}
        columns={[
          { key: "version", title: t("types.version"), cell: ({ version }) => version },
          { key: "state", title: t("types.state"), cell: ({ status }) => t(`typestate.${status}`) },
          { key: "at", title: t("types.at"), cell: ({ published_at }) => moment(new Date(published_at)) },
          {
            key: "running",
            title: t("types.running"),
            cell: ({ version }) => (running.data ? (running.data.get(version) ?? t("types.running.none")) : "…"),
          },
          { key: "note", title: t("types.note"), cell: ({ note }) => note },
          {
            key: "acts",
            title: t("types.acts"),
            cell: (each) => (
              <Flex gap="small" wrap>
                {mayPublish && (each !== versions[0] || each.status === "retired") && (
                  <Button size="small" onClick={() => setAsked(each)}>
                    {t("types.again")}
                  </Button>
                )}
                {mayPublish && versions.length > 1 && (running.data?.get(each.version) ?? 0) > 0 && (
                  <Link to={wayToMove(key, each, versions)}>{t("types.move")}</Link>
                )}
              </Flex>
            ),
          },
        ]}
        rows={versions}
        rowKey={({ version }) => String(version)}
        onOpen={setOpen}
        empty={<p className={styles.quiet}>{t("types.versions.none")}</p>}
      />
      {open && <VersionSheet of={key} version={open} onClose={() => setOpen(undefined)} />}
      {asked === "retire" && (
        <ConfirmAct title={t("types.retire")} act={t("types.retire")} danger withReason pending={end.isPending}
          error={end.error} onConfirm={end.mutate} onClose={done}>
          <p>{t("types.retire.detail")}</p>
        </ConfirmAct>
      )}
      {asked && asked !== "retire" && (
        <ConfirmAct title={t("types.again")} act={t("types.again")} withReason pending={again.isPending}
          error={again.error} onConfirm={(note) => again.mutate({ version: asked.version, note })} onClose={done}>
          <p>{t("types.again.detail", { version: asked.version })}</p>
        </ConfirmAct>
      )}
    </section>
  );
}
