import { newKey } from "@gongdan/api/new-key";
import { problemFrom } from "@gongdan/api/problem";
import type { FileShown } from "@gongdan/api/shapes";
import type { Carrier } from "./carrier";
import { forget, forgetAll, keep, left } from "./shelf";
import { type Standing, Upload } from "./upload";

/** A file on its way, as it stands now. */
export interface Way<Label> {
  readonly key: string;
  readonly file: File;
  readonly label: Label;
  readonly preview: string | undefined;
  readonly standing: Standing;
  /** Gives it up, and takes it out. */
  readonly cancel: () => void;
  readonly retry: () => void;
}

/** What becomes of a file that has arrived; what it throws stands at the file, which can be tried again. */
export type Deliver<Label> = (file: FileShown, label: Label, source: File) => Promise<void>;

interface Traveller<Label> {
  readonly file: File;
  readonly label: Label;
  readonly upload: Upload;
  begun: string | undefined;
  arrived?: FileShown;
  busy: boolean;
}

interface Goal<Label> {
  readonly scope: string;
  readonly deliver: Deliver<Label>;
}

/**
 * The files of one thing on their way, whether or not a page shows them. What has arrived waits until there is a
 * goal; from then on each is delivered and leaves, and a reload loses none.
 */
export class Ways<Label> {
  #shown: readonly Way<Label>[] = [];
  #goal: Goal<Label> | undefined;
  readonly #travellers = new Map<string, Traveller<Label>>();
  /** All that ever set out from here: what the shelf tells of them is old news, some have arrived since. */
  readonly #setOut = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(private readonly carrier: Carrier) {}

  readonly shown = (): readonly Way<Label>[] => this.#shown;

  readonly listen = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly send = (files: Iterable<File>, labelOf: (file: File) => Label): void => {
    for (const file of files) this.#start(newKey(), file, labelOf(file));
  };

  /** Says where the files belong: what is here is delivered there, and what was left there before goes on. */
  async leadTo(scope: string, deliver: Deliver<Label>): Promise<void> {
    this.#goal = { scope, deliver };
    known.set(scope, this as Ways<unknown>);
    for (const [key, { arrived }] of this.#travellers) {
      void this.#keep(key);
      if (arrived) void this.#run(key);
    }
    for (const { key, file, label, upload } of await left<Label>(scope)) this.#start(key, file, label, upload);
  }

  /** Gives up what has no goal: the report that it was meant for is not sent. */
  readonly leave = (): void => {
    if (!this.#goal) for (const way of this.#shown) way.cancel();
  };

  #start(key: string, file: File, label: Label, begun?: string): void {
    if (this.#setOut.has(key)) return;
    this.#setOut.add(key);
    const upload = new Upload(file, {
      carrier: this.carrier,
      onChange: (standing) => this.#put(key, standing),
      onBegun: (id) => {
        traveller.begun = id;
        void this.#keep(key);
      },
      ...(begun === undefined ? {} : { id: begun }),
    });
    const traveller: Traveller<Label> = { file, label, upload, begun, busy: false };
    this.#travellers.set(key, traveller);
    const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined;
    const cancel = () => {
      this.#end(key);
      void upload.cancel();
    };
    this.#show([...this.#shown, { key, file, label, preview, standing: upload.standing, cancel, retry: () => void this.#run(key) }]);
    void this.#run(key);
  }

  async #run(key: string): Promise<void> {
    const traveller = this.#travellers.get(key);
    if (!traveller || traveller.busy) return;
    traveller.busy = true;
    const { file, label, upload } = traveller;
    try {
      traveller.arrived ??= await upload.run();
      if (traveller.arrived && this.#goal && this.#travellers.has(key)) {
        this.#put(key, { ...upload.standing, phase: "checking" });
        await this.#goal.deliver(traveller.arrived, label, file);
        this.#end(key);
      }
    } catch (error) {
      this.#put(key, { ...upload.standing, phase: "failed", problem: problemFrom(error, 0) });
    } finally {
      traveller.busy = false;
    }
  }

  async #keep(key: string): Promise<void> {
    const traveller = this.#travellers.get(key);
    if (!traveller?.begun || !this.#goal) return;
    const { begun: upload, file, label } = traveller;
    await keep({ key, scope: this.#goal.scope, upload, file, label });
    // it may have been delivered or given up in the meantime
    if (!this.#travellers.has(key)) await forget(key);
  }

  #put(key: string, standing: Standing): void {
    this.#show(this.#shown.map((each) => (each.key === key ? { ...each, standing } : each)));
  }

  #end(key: string): void {
    const gone = this.#shown.find((each) => each.key === key);
    if (gone?.preview !== undefined) URL.revokeObjectURL(gone.preview);
    this.#travellers.delete(key);
    void forget(key);
    this.#show(this.#shown.filter((each) => each.key !== key));
  }

  #show(ways: readonly Way<Label>[]): void {
    this.#shown = ways;
    for (const listener of this.#listeners) listener();
  }
}

const known = new Map<string, Ways<unknown>>();

/** The files that are on their way to a thing, those among them that were sent before it was there. */
export function waysTo<Label>(scope: string, carrier: Carrier): Ways<Label> {
  return (known.get(scope) as Ways<Label> | undefined) ?? new Ways<Label>(carrier);
}

/** Gives up everything, here and in this browser: for signing out, so that the next person finds nothing. */
export async function forgetWays(): Promise<void> {
  for (const ways of known.values()) for (const way of ways.shown()) way.cancel();
  known.clear();
  await forgetAll();
}
