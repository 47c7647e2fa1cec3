import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { logQuery, type Storage, storageQuery } from "../api/system";
import { bytesWords } from "../model/bytes";
import styles from "./system.module.css";

const backUp = "gongdan backup /mnt/other-disk/2026-11-26 --keys /mnt/safe/2026-11-26.keys";

/** How much is kept, how much room is left, and when it was last backed up. */
export function StoragePage() {
  const { t } = useSpeech();
  const storage = useQuery(storageQuery);
  return (
    <PageFrame title={t("storage.title")} detail={t("storage.detail")} width="text">
      {storage.isPending && <Skeleton active title={false} />}
      {storage.isError && <ProblemNote error={storage.error} />}
      {storage.data && <Parts storage={storage.data} />}
      <Log />
    </PageFrame>
  );
}

function Parts({ storage }: { readonly storage: Storage }) {
  const { t, locale } = useSpeech();
  const size = (bytes: number) => bytesWords(bytes, locale);
  return (
    <>
      <Note
        tone={storage.read_only ? "broken" : "good"}
        title={t(storage.read_only ? "storage.readonly.title" : "storage.writing.title")}
      >
        <p>{t(storage.read_only ? "storage.readonly.detail" : "storage.writing.detail")}</p>
      </Note>
      <Part id="storage-disks" title={t("storage.disks")}>
        {storage.disks.map((disk, place) => (
          <div key={place}>
            <p>
              {t("storage.disk", { free: size(disk.free), total: size(disk.total), reserve: size(disk.reserve) })}
            </p>
            <progress
              className={styles.bar}
              aria-label={t("storage.disk.used")}
              max={disk.total}
              value={disk.total - disk.free}
            />
          </div>
        ))}
      </Part>
      <Part id="storage-kept" title={t("storage.kept")}>
        <dl className={styles.facts}>
          <div>
            <dt>{t("storage.database")}</dt>
            <dd>
              {size(storage.database)} · {t(storage.own_server ? "storage.server.own" : "storage.server.other")}
            </dd>
          </div>
          <div>
            <dt>{t("storage.files")}</dt>
            <dd>{size(storage.files)}</dd>
          </div>
        </dl>
        <DataTable
          label={t("storage.tables")}
          columns={[
            { key: "name", title: t("storage.table"), cell: ({ name }) => <code>{name}</code> },
            { key: "bytes", title: t("storage.bytes"), cell: ({ bytes }) => size(bytes) },
          ]}
          rows={storage.tables}
          rowKey={({ name }) => name}
          empty={null}
        />
      </Part>
      <Part id="storage-backup" title={t("storage.backup")}>
        {storage.backup ? (
          <p>
            {t("storage.backup.last", { folder: storage.backup.folder, size: size(storage.backup.bytes) })}{" "}
            <When at={storage.backup.made_at} />
          </p>
        ) : (
          <Note tone="warn" title={t("storage.backup.none")} />
        )}
        <p>{t("storage.backup.how")}</p>
        <code className={styles.code}>{backUp}</code>
      </Part>
    </>
  );
}

function Log() {
  const { t } = useSpeech();
  const { data: log } = useQuery(logQuery);
  return (
    <Part id="storage-log" title={t("storage.log")}>
      {log && <p>{t("storage.log.size", { size: log.size, unsigned: log.unsigned })}</p>}
      {log && <p>{t(`storage.witness.${log.witness.state}`)}</p>}
      {/* always there: a page that scrolls has something that keys can reach */}
      <p>
        <Link to="/proofs">{t("storage.log.more")}</Link>
      </p>
    </Part>
  );
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
