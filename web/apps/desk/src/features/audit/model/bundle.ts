/** What a proof bundle says of itself: enough to tell a reader what they are about to keep. */
export interface BundleSummary {
  readonly events: number;
  /** Entries of the log under the checkpoint of the bundle. */
  readonly size: number;
  readonly origin: string;
}

/** Reads the summary of a bundle as the server sent it; undefined for what is no bundle. */
export function summaryOf(text: string): BundleSummary | undefined {
  try {
    const read = JSON.parse(text) as { events?: unknown[]; checkpoint?: string };
    const [origin = "", size = ""] = (read.checkpoint ?? "").split("\n");
    if (!Array.isArray(read.events) || !/^\d+$/.test(size)) return undefined;
    return { events: read.events.length, size: Number(size), origin };
  } catch {
    return undefined;
  }
}
