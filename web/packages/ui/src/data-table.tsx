import { useSpeech } from "@gongdan/i18n/react";
import type { ReactNode } from "react";
import styles from "./data-table.module.css";
import { MoreButton } from "./more-button";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** What the rows are, for who can't see the heading above. */
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Opens a row: the whole row can be pressed. */
  readonly onOpen?: (row: Row) => void;
  readonly openKey?: string;
  /** What stands here while there are no rows. */
  readonly empty: ReactNode;
  /** Further rows along the server's cursor. */
  readonly more?: { readonly has: boolean; readonly loading: boolean; readonly onMore: () => void };
}

/** Rows of one kind; on a small screen each row becomes a card. Its roles are said, since CSS would lose them. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen, openKey, empty, more }: Props<Row>) {
  const { t } = useSpeech();
  const [name, ...others] = columns;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div>
      <table role="table" aria-label={label} className={styles.table} data-opens={onOpen !== undefined}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, title }) => (
              <th role="columnheader" scope="col" key={key}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)} data-row={rowKey(row)} data-open={rowKey(row) === openKey}>
              <th role="rowheader" scope="row" data-title={name.title}>
                {onOpen ? (
                  <button type="button" className={styles.open} onClick={() => onOpen(row)}>
                    {name.cell(row)}
                  </button>
                ) : (
                  name.cell(row)
                )}
              </th>
              {others.map(({ key, title, cell }) => (
                <td role="cell" key={key} data-title={title}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more?.has && <MoreButton words={t("parts.more")} loading={more.loading} onMore={more.onMore} />}
    </div>
  );
}
