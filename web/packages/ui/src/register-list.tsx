import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input, Skeleton } from "antd";
import type { ReactNode } from "react";
import { type Column, DataTable } from "./data-table";
import { EmptyState } from "./empty-state";
import { ProblemNote } from "./problem-note";
import styles from "./register-list.module.css";

/** What one asks of a register: the words typed, and whether what was archived is shown. */
export interface Asked {
  readonly typed: string;
  readonly archived: boolean;
}

/** Rows that come page by page along the server's cursor. */
interface Pages<Row> {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly data?: { readonly pages: readonly { readonly items: readonly Row[] }[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface Props<Row> {
  readonly label: string;
  /** By what one finds here. */
  readonly search: string;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
  readonly pages: Pages<Row>;
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly openKey: string;
  readonly onOpen: (row: Row) => void;
  /** What stands here while nothing is registered, with the first act. */
  readonly empty: { readonly title: string; readonly detail: string; readonly act: ReactNode };
  /** What else narrows the list. */
  readonly children?: ReactNode;
  readonly narrowed?: boolean;
}

/** One register: found by the first letters, what was archived on demand, each row opened by pressing it. */
export function RegisterList<Row extends { readonly id: string }>(props: Props<Row>) {
  const { t } = useSpeech();
  const { label, search, asked, onAsk, pages, columns, openKey, onOpen, empty, children, narrowed = false } = props;
  const filtered = asked.typed.trim() !== "" || asked.archived || narrowed;
  return (
    <>
      <search aria-label={search} className={styles.find}>
        <Input
          type="search"
          autoComplete="off"
          aria-label={search}
          placeholder={search}
          value={asked.typed}
          onChange={(event) => onAsk({ ...asked, typed: event.target.value })}
        />
        <Button onClick={() => onAsk({ ...asked, archived: !asked.archived })}>
          {t(asked.archived ? "parts.show.active" : "parts.show.archived")}
        </Button>
        {children}
      </search>
      {pages.isPending && <Skeleton active title={false} />}
      {pages.error !== null && <ProblemNote error={pages.error} />}
      {pages.data && (
        <DataTable
          label={label}
          columns={columns}
          rows={pages.data.pages.flatMap((page) => page.items)}
          rowKey={({ id }) => id}
          onOpen={onOpen}
          openKey={openKey}
          empty={
            filtered ? (
              <EmptyState title={t("parts.none.title")} detail={t("parts.none.detail")} />
            ) : (
              <EmptyState title={empty.title} detail={empty.detail}>
                {empty.act}
              </EmptyState>
            )
          }
          more={{ has: pages.hasNextPage, loading: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() }}
        />
      )}
    </>
  );
}
