import { problemFrom, unreachable, type Problem } from "@gongdan/api/problem";
import type { FileShown } from "@gongdan/api/shapes";
import type { Carrier } from "./carrier";

export type Phase = "waiting" | "sending" | "offline" | "checking" | "done" | "failed" | "cancelled";

/** Where an upload stands; `sent` of `size` bytes are safe on the server. */
export interface Standing {
  readonly phase: Phase;
  readonly sent: number;
  readonly size: number;
  readonly problem?: Problem;
  readonly file?: FileShown;
}

export interface Options {
  readonly carrier: Carrier;
  readonly onChange: (standing: Standing) => void;
  /** Told once the server knows the upload, so that it can be gone on with after a reload. */
  readonly onBegun?: (id: string) => void;
  /** Waits before the next try: so many milliseconds, or until the line is back. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly posterOf?: string;
  /** An upload of this very file that was begun before. */
  readonly id?: string;
}

/** A good line carries large pieces; one that breaks gets small ones, down to the server's own step. */
const FIRST_PIECE = 524_288;
const LARGEST_PIECE = 4_194_304;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Sends one file; goes on by itself after a lost line, and never sends twice what is safe. */
export class Upload {
  #standing: Standing;
  #id: string | undefined;
  #piece = FIRST_PIECE;
  #stop = new AbortController();

  constructor(
    private readonly source: Blob & { readonly name: string },
    private readonly options: Options,
  ) {
    this.#id = options.id;
    this.#standing = { phase: "waiting", sent: 0, size: source.size };
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Sends until the file is there, refused or cancelled; called again after a failure, tries again. */
  async run(): Promise<FileShown | undefined> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (let failures = 0; !this.#stopped(); ) {
      const before = this.#standing.sent;
      try {
        const file = await this.#attempt(signal);
        signal.throwIfAborted();
        this.#tell({ phase: "done", sent: this.source.size, file });
        return file;
      } catch (error) {
        if (this.#stopped()) return this.#abandon();
        const problem = problemFrom(error, 0);
        if (problem.code === "upload_not_found") this.#id = undefined;
        else if (!passes(problem)) {
          this.#tell({ phase: "failed", problem });
          return undefined;
        }
        this.#piece = Math.max(this.#piece / 4, 1);
        failures = this.#standing.sent > before ? 1 : failures + 1;
        this.#tell({ phase: "offline", problem });
        await (this.options.pause ?? pause)(Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE), signal);
      }
    }
    return undefined;
  }

  /** Gives the upload up, here and on the server. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    this.#tell({ phase: "cancelled" });
    await this.#abandon();
  }

  /** Removes from the server what it knows of the upload; it would go by itself after a day. */
  async #abandon(): Promise<undefined> {
    if (this.#id !== undefined) await this.options.carrier.abandon(this.#id).catch(() => undefined);
  }

  async #attempt(signal: AbortSignal): Promise<FileShown> {
    const { carrier, posterOf, onBegun } = this.options;
    const { name, size, type } = this.source;
    const begun = this.#id === undefined ? await carrier.begin(name, size, type, posterOf) : await this.#looked(this.#id);
    if (begun === undefined) return carrier.finish(this.#id ?? "");
    if (this.#id !== begun.id) onBegun?.(begun.id);
    this.#id = begun.id;
    signal.throwIfAborted();
    let offset = begun.offset;
    this.#tell({ phase: "sending", sent: offset });
    while (offset < size) {
      const end = Math.min(offset + Math.max(begun.step, this.#piece - (this.#piece % begun.step)), size);
      const taken = await carrier.send(begun.id, offset, this.source.slice(offset, end), signal);
      signal.throwIfAborted();
      offset = taken.offset;
      this.#piece = Math.min(this.#piece * 2, LARGEST_PIECE);
      this.#tell({ phase: "sending", sent: offset });
    }
    this.#tell({ phase: "checking" });
    return carrier.finish(begun.id);
  }

  /** What the server has of it; undefined: it was finished already, only the answer was lost. */
  async #looked(id: string) {
    try {
      return await this.options.carrier.look(id);
    } catch (error) {
      const wasWhole = this.#standing.sent === this.source.size;
      if (problemFrom(error, 0).code === "upload_not_found" && wasWhole) return undefined;
      throw error;
    }
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  #tell(change: Partial<Standing>): void {
    const { problem: _, ...before } = this.#standing;
    this.#standing = { ...before, ...change };
    this.options.onChange(this.#standing);
  }
}

/** Whether time may heal it: no line, a busy server, an offset that another try has moved. */
function passes(problem: Problem): boolean {
  const { status, code } = problem;
  return code === unreachable || status === 429 || status >= 500 || code === "upload_offset_wrong" || code === "upload_incomplete";
}

/** Waits; the line coming back ends the wait. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    signal.addEventListener("abort", done, { once: true });
  });
}
