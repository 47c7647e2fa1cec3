import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import { lazy, Suspense } from "react";
import { useBundle } from "../../api/get-definition";
import { type EnteredLines, enteredWords } from "../../model/entered-words";
import type { PanelProps } from "./order-panel";
import styles from "./order-record.module.css";

const FileLinks = lazy(async () => ({ default: (await import("@gongdan/forms/antd/file-links")).FileLinks }));

/** What was reported, in the reporter's words, and what was filled in since. */
export function OrderRecord({ order }: PanelProps) {
  const { t } = useSpeech();
  return (
    <>
      {order.description && (
        <Panel title={t("order.description")}>
          <p className={styles.words}>{order.description}</p>
        </Panel>
      )}
      <Answers order={order} />
    </>
  );
}

/** The answers: short ones as names and values, lines as tables below. */
function Answers({ order }: { readonly order: OrderDetail }) {
  const speech = useSpeech();
  const bundle = useBundle(order.definition);
  const entered = enteredWords({ ...order.fields, ...order.data }, bundle, speech);
  if (entered.length === 0) return null;
  return (
    <Panel title={speech.t("order.fields")}>
      <Facts facts={entered.map(({ title, words, files }) => ({ name: title, value: files ? <Files ids={files} words={words} /> : words }))} />
      {entered.map(({ name, title, lines }) => lines && <LinesSeen key={name} title={title} lines={lines} />)}
    </Panel>
  );
}

/** Files to be opened; until their list has come, how many they are. */
function Files({ ids, words }: { readonly ids: readonly string[]; readonly words: string }) {
  return (
    <Suspense fallback={words}>
      <FileLinks ids={ids} />
    </Suspense>
  );
}

/** The lines of one field; a table that is wider than its place can be scrolled. */
function LinesSeen({ title, lines }: { readonly title: string; readonly lines: EnteredLines }) {
  return (
    <div className={styles.lines} role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {lines.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.rows.map((row, index) => (
            <tr key={index}>
              {row.map((words, at) => (
                <td key={at}>{words}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
