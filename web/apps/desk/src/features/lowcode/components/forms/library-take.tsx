import type { Bundle, Field } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { libraryQuery, lineField } from "../../api/library";

interface Props {
  readonly bundle: Bundle;
  readonly onTake: (name: string, field: Field) => void;
}

/** Takes a field of the library into the form, as its newest version; those that the order type has already are left out. */
export function LibraryTake({ bundle, onTake }: Props) {
  const { t, locale } = useSpeech();
  const { data = [] } = useQuery(libraryQuery(""));
  const own = Object.entries(bundle.fields ?? {});
  const offered = data.filter((line) => !own.some(([name, { library }]) => name === line.name || library?.split("@")[0] === line.name));
  if (offered.length === 0) return null;
  const take = (wanted: string | null) => {
    const line = offered.find(({ name }) => name === wanted);
    if (line) onTake(line.name, { ...lineField(line), library: `${line.name}@${line.version}` });
  };
  return (
    <Select
      aria-label={t("library.take")}
      placeholder={t("library.take")}
      value={null}
      showSearch={{ optionFilterProp: "label" }}
      getPopupContainer={besidePage}
      options={offered.map((line) => ({ value: line.name, label: wordsOf(lineField(line).title, locale) || line.name }))}
      onChange={take}
    />
  );
}
