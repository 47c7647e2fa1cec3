/**
 * Files that an answer holds: their ids, and while one is on its way a stand-in that no form takes, so that nothing is
 * sent before it has arrived. Knows no framework; how files travel is handed in.
 */
import type { Field, FileKind, Value } from "./read-form";

export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** How files travel here; `addressOf` is where a reader opens one, if he can by an address alone. */
export interface FileDesk {
  readonly send: (file: File, onPart: (part: number) => void) => Promise<HeldFile>;
  readonly about: (id: string) => Promise<HeldFile>;
  readonly addressOf?: (id: string) => string;
  /** The kinds that may be sent here at all; every kind where it says nothing. */
  readonly takes?: readonly FileKind[];
}

/** Which kinds an answer takes here: those of its field, as far as they may be sent. */
export const takenHere = (field: Field, desk: FileDesk | undefined): readonly FileKind[] =>
  desk?.takes ? desk.takes.filter((kind) => field.accepts.length === 0 || field.accepts.includes(kind)) : field.accepts;

/** One file of an answer as it stands: arrived, on its way (`part` of 1), failed, of a kind that is not taken. */
export interface FileEntry {
  readonly id: string;
  readonly name: string;
  readonly state: "there" | "sending" | "failed" | "unfit";
  readonly part: number;
}

const mark = "on-its-way:";
let count = 0;

/** The ids of an answer, those on their way among them. */
export function idsOf(value: Value): readonly string[] {
  if (typeof value === "string") return value ? [value] : [];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** An answer with these ids, as its field keeps it. */
export const answerOf = (field: Field, ids: readonly string[]): Value => (field.many ? ids : ids[0]);

const endings: Readonly<Record<FileKind, string>> = {
  image: "image/jpeg,image/png,image/gif,image/webp",
  video: "video/mp4,video/quicktime,video/webm",
  document: ".pdf,.txt,.csv,.docx,.xlsx,.pptx,.zip",
};

/** What a file picker offers; everything where the field takes any kind. */
export const pickerTypes = (accepts: readonly FileKind[]): string => accepts.map((kind) => endings[kind]).join(",");

/** The files of one answer on their way, and what is known of those that are there. */
export class FilesOnTheWay {
  #entries: Readonly<Record<string, FileEntry>> = {};
  readonly #asked = new Set<string>();

  constructor(
    private readonly desk: FileDesk | undefined,
    private readonly onChange: () => void,
  ) {}

  /** The files of an answer as they stand; what came with the order is asked about once. */
  entries(ids: readonly string[]): readonly FileEntry[] {
    return ids.map((id) => this.#entries[id] ?? this.#unknown(id));
  }

  /** Sends files; each answers at once with its stand-in, and `arrived` gives the id that takes its place. */
  send(files: readonly File[], accepts: readonly FileKind[], arrived: (standIn: string, id: string) => void): readonly string[] {
    return files.map((file) => {
      const standIn = `${mark}${(count += 1)}`;
      this.#put({ id: standIn, name: file.name, state: "sending", part: 0 });
      void this.#carry(standIn, file, accepts, arrived);
      return standIn;
    });
  }

  async #carry(standIn: string, file: File, accepts: readonly FileKind[], arrived: (standIn: string, id: string) => void): Promise<void> {
    const entry = { id: standIn, name: file.name, part: 0 };
    try {
      if (!this.desk) throw new Error("no desk");
      const held = await this.desk.send(file, (part) => this.#put({ ...entry, state: "sending", part }));
      if (accepts.length > 0 && !(accepts as readonly string[]).includes(held.kind)) {
        this.#put({ ...entry, state: "unfit" });
        return;
      }
      this.#put({ id: held.id, name: held.name, state: "there", part: 1 });
      arrived(standIn, held.id);
    } catch {
      this.#put({ ...entry, state: "failed" });
    }
  }

  #unknown(id: string): FileEntry {
    // a stand-in that nobody carries any more was left by a page that was closed
    if (id.startsWith(mark)) return { id, name: "", state: "failed", part: 0 };
    if (this.desk && !this.#asked.has(id)) {
      this.#asked.add(id);
      this.desk.about(id).then(
        ({ name }) => this.#put({ id, name, state: "there", part: 1 }),
        () => undefined,
      );
    }
    return { id, name: "", state: "there", part: 1 };
  }

  #put(entry: FileEntry): void {
    this.#entries = { ...this.#entries, [entry.id]: entry };
    this.onChange();
  }
}
