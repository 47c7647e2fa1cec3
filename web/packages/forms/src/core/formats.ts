/** What the formats of texts are: the same patterns as `rooms/lowcode/contract/formats.py`. */
const day = /^\d{4}-\d{2}-\d{2}$/;
const clock = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`;
const offset = String.raw`(Z|[+-]([01]\d|2[0-3]):[0-5]\d)`;
const moment = new RegExp(String.raw`^\d{4}-\d{2}-\d{2}T${clock}${offset}$`);

function isDay(text: string): boolean {
  if (!day.test(text) || text.startsWith("0000")) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const tests: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDay,
  time: matching(new RegExp(`^${clock}${offset}?$`)),
  "date-time": (text) => moment.test(text) && isDay(text.slice(0, 10)),
  email: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  uri: matching(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/),
  uuid: matching(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/),
};

function matching(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** Whether a text has a format; one that nobody knows asks for nothing. */
export function hasFormat(text: string, format: string): boolean {
  return tests[format]?.(text) ?? true;
}
