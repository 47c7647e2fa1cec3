/** Gathers things for a while and hands them over together: many changes, one reading. */
export interface Collector<Thing> {
  readonly add: (thing: Thing) => void;
  readonly stop: () => void;
}

export function collector<Thing>(ms: number, handOver: (things: readonly Thing[]) => void): Collector<Thing> {
  let gathered: Thing[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(thing) {
      gathered.push(thing);
      timer ??= setTimeout(() => {
        const things = gathered;
        gathered = [];
        timer = undefined;
        handOver(things);
      }, ms);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
