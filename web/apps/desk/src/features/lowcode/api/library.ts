import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { Field } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import type { Locale } from "@gongdan/i18n/locales";
import type { RegisterDoor } from "@gongdan/ui/use-register";
import { queryOptions } from "@tanstack/react-query";

export type LibraryPage = Schemas["LibraryPage"];
export type LibraryLine = Schemas["LibraryLine"];

/** A field of the library as a register keeps its things: its id is its code, its name what people call it. */
export interface LibraryEntry {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly active: boolean;
  readonly field: Field;
}

const all = ["field library"] as const;
const at = (field: string) => ({ path: { field } });
const fieldOf = (body: Schemas["Field"]) => body as unknown as Field;

/** The fields on the shelf; with words, those that are like them, the likest first. */
export const libraryQuery = (like: string) =>
  queryOptions({
    queryKey: [...all, "list", like],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/field-library", { params: { query: like ? { like } : {} }, signal }))).items,
  });

/** One field with its versions, newest first, and the order types that use it. */
export const libraryFieldQuery = (name: string) =>
  queryOptions({
    queryKey: [...all, "field", name],
    enabled: name !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/field-library/{field}", { params: at(name), signal })),
  });

/** What keeps a field from the library, and what may mean the same. */
export const libraryCheckQuery = (name: string, field: Field) =>
  queryOptions({
    queryKey: [...all, "check", name, field],
    enabled: name !== "",
    queryFn: ({ signal }) => answer(api.POST("/api/v1/field-library/check", { body: { name, field: field as never }, signal })),
  });

export function entryOf(name: string, version: number, field: Field, locale: Locale, active = true): LibraryEntry {
  return { id: name, name: wordsOf(field.title, locale) || name, version, active, field };
}

/** The newest version of a field as an entry of the register. */
export function newestOf({ name, versions: [newest] }: LibraryPage, locale: Locale): LibraryEntry | undefined {
  return newest && entryOf(name, newest.version, fieldOf(newest.field), locale, !newest.removed);
}

export const lineField = ({ field }: LibraryLine): Field => fieldOf(field);

async function keep(name: string, field: Field, seen: number): Promise<number> {
  const header = seen > 0 ? { "If-Match": `"${seen}"` } : {};
  return (await answer(api.PUT("/api/v1/field-library/{field}", { params: { ...at(name), header }, body: field as never }))).version;
}

async function remove(name: string, seen: number): Promise<number> {
  return (await answer(api.DELETE("/api/v1/field-library/{field}", { params: { ...at(name), header: { "If-Match": `"${seen}"` } } }))).version;
}

/** Every change is a version after the last; what was taken off the shelf comes back as the next one. */
export const libraryDoor = (locale: Locale): RegisterDoor<LibraryEntry, { readonly name: string; readonly field: Field }, { readonly field: Field }> => ({
  key: all,
  words: "library",
  create: async ({ name, field }) => entryOf(name, await keep(name, field, 0), field, locale),
  change: async (entry, wish) => {
    if ("active" in wish && !wish.active) return { ...entry, version: await remove(entry.id, entry.version), active: false };
    const field = "field" in wish ? wish.field : entry.field;
    return entryOf(entry.id, await keep(entry.id, field, entry.version), field, locale);
  },
});
