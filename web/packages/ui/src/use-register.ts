import { useSpeech } from "@gongdan/i18n/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTell } from "./told";

/** What every registered thing has beside its own fields. */
interface Entry {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly active: boolean;
}

/** One register: under which key its answers are kept, in whose words it speaks, how it is told of changes. */
export interface RegisterDoor<E extends Entry, New, Change> {
  readonly key: readonly string[];
  readonly words: "assets" | "customers" | "library" | "persons";
  readonly create: (wish: New) => Promise<E>;
  readonly change: (entry: E, change: Change | { readonly active: boolean }) => Promise<E>;
}

interface Saved<E, Change> {
  readonly of: E;
  readonly change: Change;
  /** What takes it back; left out where nothing can. */
  readonly back?: Change | undefined;
}

/** Registers, changes and archives; each is told in passing, with the way back where there is one. */
export function useRegister<E extends Entry, New, Change>(door: RegisterDoor<E, New, Change>, onDone: (entry: E) => void) {
  const { t } = useSpeech();
  const tell = useTell();
  const client = useQueryClient();
  const send: typeof door.change = async (of, change) => {
    const after = await door.change(of, change);
    await client.invalidateQueries({ queryKey: door.key });
    return after;
  };
  const create = useMutation({
    mutationFn: door.create,
    async onSuccess(entry) {
      await client.invalidateQueries({ queryKey: door.key });
      tell(t(`${door.words}.added`, { name: entry.name }), () => send(entry, { active: false }));
      onDone(entry);
    },
  });
  const save = useMutation({
    mutationFn: ({ of, change }: Saved<E, Change>) => send(of, change),
    onSuccess(after, { back }) {
      tell(t(`${door.words}.changed`, { name: after.name }), back && (() => send(after, back)));
      onDone(after);
    },
  });
  const archive = useMutation({
    mutationFn: (of: E) => send(of, { active: !of.active }),
    onSuccess(after) {
      const told = after.active ? (`${door.words}.restored` as const) : (`${door.words}.archived` as const);
      tell(t(told, { name: after.name }), () => send(after, { active: !after.active }));
      onDone(after);
    },
  });
  return { create, save, archive, pending: save.isPending || archive.isPending, error: save.error ?? archive.error };
}
