import { wordsOf } from "@gongdan/forms/core/json";
import type { Field } from "@gongdan/flow-model/bundle";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { libraryCheckQuery, libraryQuery, lineField } from "../../api/library";
import { FieldHelp, FieldNames, FieldPrivacy, type TraitProps } from "../forms/field-traits";

interface Props extends TraitProps {
  readonly name: string;
}

/** What makes up a field, with what is wrong with it and which others may mean the same. */
export function LibraryFields({ name, ...traits }: Props) {
  return (
    <>
      <FieldNames {...traits} />
      <FieldHelp {...traits} />
      <FieldPrivacy {...traits} />
      {!traits.readOnly && <Judged name={name} field={traits.field} />}
    </>
  );
}

function Judged({ name, field }: { readonly name: string; readonly field: Field }) {
  const { t, locale } = useSpeech();
  const wished = useDebounced(JSON.stringify([name, field]));
  const [asked, body] = JSON.parse(wished) as [string, Field];
  const { data } = useQuery(libraryCheckQuery(asked, body));
  const { data: others } = useQuery(libraryQuery(""));
  if (!data || (data.findings.length === 0 && data.twins.length === 0)) return null;
  const called = (twin: string) => {
    const line = others?.find((each) => each.name === twin);
    return (line && wordsOf(lineField(line).title, locale)) || twin;
  };
  return (
    <>
      {data.twins.length > 0 && (
        <Note tone="warn" title={t("library.twins")}>
          <ul>
            {data.twins.map((twin) => (
              <li key={twin.name}>{t(`library.twin.${twin.why}`, { title: called(twin.name), name: twin.name })}</li>
            ))}
          </ul>
        </Note>
      )}
      {data.findings.map((each) => (
        <Note key={each.place + each.code} tone="broken" title={each.what}>
          <p>{each.mend}</p>
        </Note>
      ))}
    </>
  );
}
