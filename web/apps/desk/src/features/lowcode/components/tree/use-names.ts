import type { Bundle } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { peopleQuery, roleNamesQuery } from "../../api/directory";
import type { Names } from "../../model/who-words";

/** How the roles, people and fields of a definition are called. */
export function useNames(bundle: Bundle): Names {
  const { t, locale } = useSpeech();
  const { data: roles } = useQuery(roleNamesQuery);
  const { data: people } = useQuery(peopleQuery(""));
  return useMemo(() => {
    const called = new Map(roles?.map(({ key, name_zh, name_en }) => [key, locale === "zh" ? name_zh : name_en]));
    const known = new Map(people?.map(({ id, name }) => [id, name]));
    return {
      role: (key) => called.get(key) ?? key,
      person: (id) => known.get(id.replace(/^user:/, "")) ?? t("tree.who.person"),
      field: (name) => wordsOf(bundle.fields?.[name]?.title, locale) || name,
    };
  }, [roles, people, bundle.fields, locale, t]);
}
