import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, type Entry, type Order, type OwnLink, send, type Timeline } from "../api/client";

export interface Followed {
  readonly link: OwnLink;
  readonly order: Order;
  readonly history: readonly Entry[];
}

export interface OrderDesk {
  readonly followed: Followed | undefined;
  readonly problem: unknown;
  readonly reload: () => Promise<void>;
}

const pause = 15_000;

/** The order of a link, read again every 15 s while the page is seen; an unchanged one costs no body. */
export function useOrder(token: string): OrderDesk {
  const [followed, setFollowed] = useState<Followed>();
  const [problem, setProblem] = useState<unknown>();
  const link = useRef<OwnLink | undefined>(undefined);
  const tag = useRef("");

  const reload = useCallback(async () => {
    try {
      link.current ??= await ask<OwnLink>("GET", "/links/current", { token });
      const at = `/orders/${link.current.link.order ?? ""}`;
      // on a slow line the first visit asks for both at once; later ones for the history of a changed order only
      const first = tag.current === "";
      const history = () => ask<Timeline>("GET", `${at}/timeline`, { token });
      const [answer, early] = await Promise.all([
        send("GET", at, { token, ...(!first && { headers: { "If-None-Match": tag.current } }) }),
        first ? history() : undefined,
      ]);
      setProblem(undefined);
      if (answer.status === 304) return;
      const order = (await answer.json()) as Order;
      const { items } = early ?? (await history());
      tag.current = answer.headers.get("etag") ?? "";
      setFollowed({ link: link.current, order, history: items });
    } catch (fault) {
      setProblem(fault);
    }
  }, [token]);

  useEffect(() => {
    void reload();
    const again = () => document.visibilityState === "visible" && void reload();
    const timer = setInterval(again, pause);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [reload]);
  return { followed, problem, reload };
}
