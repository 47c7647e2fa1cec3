import type { Me } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { libraryFieldQuery, libraryQuery, lineField, newestOf } from "../../api/library";
import { dictionaryWords, sortWords } from "../../model/library-words";
import styles from "./library.module.css";
import { LibrarySheet } from "./library-sheet";
import { NewLibrarySheet } from "./new-library-sheet";

/** The tenant's vocabulary: fields that all order types can take, so that one thing has one name everywhere. */
export function LibraryPage({ me }: { readonly me: Me }) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const { name = "" } = useParams();
  const navigate = useNavigate();
  const mayChange = me.actions.includes("definition.publish");
  const [typed, setTyped] = useState("");
  const [making, setMaking] = useState(false);
  const like = useDebounced(typed.trim());
  const library = useQuery(libraryQuery(like));
  const open = useQuery(libraryFieldQuery(name));
  const entry = open.data && newestOf(open.data, locale);
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("library.add")}
    </Button>
  );
  return (
    <PageFrame title={t("library.title")} detail={t("library.detail")} acts={add}>
      <search aria-label={t("library.search")}>
        <Input
          type="search"
          autoComplete="off"
          className={styles.search ?? ""}
          aria-label={t("library.search")}
          placeholder={t("library.search")}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </search>
      {library.isPending && <Skeleton active title={false} />}
      {library.error && <ProblemNote error={library.error} />}
      {library.data && (
        <DataTable
          label={t("library.title")}
          columns={[
            { key: "title", title: t("library.name"), cell: (line) => wordsOf(lineField(line).title, locale) || line.name },
            { key: "code", title: t("fd.p.name"), cell: (line) => <code>{line.name}</code> },
            { key: "kind", title: t("library.kind"), cell: (line) => sortWords(lineField(line), locale) },
            { key: "unit", title: t("fd.p.unit"), cell: (line) => lineField(line).unit ?? "" },
            { key: "privacy", title: t("fd.p.privacy"), cell: (line) => t(`fd.privacy.${lineField(line).privacy ?? "internal"}`) },
            { key: "dictionary", title: t("fd.p.choices"), cell: (line) => dictionaryWords(lineField(line), speech) },
            { key: "used", title: t("library.used"), cell: ({ uses }) => (uses > 0 ? t("library.used.n", { n: uses }) : "") },
          ]}
          rows={library.data}
          rowKey={(line) => line.name}
          onOpen={(line) => void navigate(`/field-library/${line.name}`)}
          openKey={name}
          empty={
            like ? (
              <EmptyState title={t("parts.none.title")} detail={t("parts.none.detail")} />
            ) : (
              <EmptyState title={t("library.empty.title")} detail={t("library.empty.detail")}>
                {add}
              </EmptyState>
            )
          }
        />
      )}
      {making && <NewLibrarySheet taken={(library.data ?? []).map((line) => line.name)} onClose={() => setMaking(false)} />}
      {open.error && <ProblemNote error={open.error} />}
      {open.data && entry && (
        <LibrarySheet key={`${entry.id} ${entry.version}`} page={open.data} entry={entry} mayChange={mayChange} onClose={() => void navigate("/field-library")} />
      )}
    </PageFrame>
  );
}
