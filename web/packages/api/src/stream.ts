/** One change as the server's stream tells it. */
export interface Change {
  readonly position: number;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly type: string;
}

export type StreamState = "connecting" | "open" | "lost";

export interface StreamListener {
  readonly onState: (state: StreamState) => void;
  readonly onChange: (change: Change) => void;
  /** Called when the line is back after a loss: what happened meanwhile must be read again. */
  readonly onGap: () => void;
}

function parsed(data: string): Change | undefined {
  try {
    const value: unknown = JSON.parse(data);
    const whole = typeof value === "object" && value !== null && "kind" in value && "id" in value;
    return whole ? (value as Change) : undefined;
  } catch {
    return undefined;
  }
}

/** How long to wait before the n-th new try: 1 s, doubling to 30 s. */
export function pauseBefore(attempt: number): number {
  return Math.min(30_000, 1000 * 2 ** attempt);
}

/**
 * Listens to `/api/v1/stream` until the returned function is called. The browser reconnects by itself
 * (with `Last-Event-ID`); only when it gives up do we open a new line, later and later.
 */
export function listen(url: string, listener: StreamListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let lost = false;

  const open = (): void => {
    source = new EventSource(url);
    source.onopen = () => {
      if (lost) listener.onGap();
      lost = false;
      attempt = 0;
      listener.onState("open");
    };
    source.addEventListener("changed", (event: MessageEvent<string>) => {
      const change = parsed(event.data);
      if (change) listener.onChange(change);
    });
    source.onerror = () => {
      lost = true;
      listener.onState("lost");
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pauseBefore(attempt));
      attempt += 1;
    };
  };

  listener.onState("connecting");
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
