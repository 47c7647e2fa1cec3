import { useRef, useState } from "preact/hooks";
import { upload } from "../api/photos";
import type { Photo } from "./photos";

export interface PhotoDesk {
  readonly photos: readonly Photo[];
  readonly add: (files: readonly File[]) => void;
  readonly drop: (key: number) => void;
  /** Waits until all are there, and returns their ids; what failed is tried once more. */
  readonly settled: () => Promise<readonly string[]>;
  readonly clear: () => void;
}

/** Pictures on their way: each is sent as soon as it is chosen, by whoever holds the token. */
export function usePhotos(token: () => Promise<string>): PhotoDesk {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const last = useRef(0);
  const running = useRef(new Map<number, Promise<string>>());
  const files = useRef(new Map<number, File>());
  const put = (key: number, change: Partial<Photo>) =>
    setPhotos((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));

  const begin = (key: number, file: File): Promise<string> => {
    const sent = (async () => {
      put(key, { failed: false });
      try {
        const { id } = await upload(await token(), file, (part) => put(key, { part }));
        put(key, { id, part: 1 });
        return id;
      } catch (fault) {
        put(key, { failed: true });
        throw fault;
      }
    })();
    sent.catch(() => undefined);
    running.current.set(key, sent);
    return sent;
  };
  const add = (chosen: readonly File[]) => {
    const fresh = chosen.map((file) => ({ key: (last.current += 1), file, part: 0 }));
    setPhotos((all) => [...all, ...fresh]);
    for (const { key, file } of fresh) {
      files.current.set(key, file);
      void begin(key, file).catch(() => undefined);
    }
  };
  const drop = (key: number) => {
    running.current.delete(key);
    files.current.delete(key);
    setPhotos((all) => all.filter((each) => each.key !== key));
  };
  const settled = () =>
    Promise.all(
      [...running.current].map(async ([key, sent]) => {
        const file = files.current.get(key);
        return sent.catch((fault: unknown) => (file ? begin(key, file) : Promise.reject(fault as Error)));
      }),
    );
  const clear = () => {
    running.current.clear();
    files.current.clear();
    setPhotos([]);
  };
  return { photos, add, drop, settled, clear };
}
