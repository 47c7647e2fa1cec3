import type { TextKey } from "./areas";
import { isTextKey, messageOf } from "./catalogue";
import { type Dress, format, type Values } from "./format";
import { languageTag, type Locale } from "./locales";
import { ago, between, clock, moment, span } from "./time";
import { browserZone } from "./zone";

/** One reader's language and zone, and everything that can be said in them. */
export interface Speech {
  readonly locale: Locale;
  readonly zone: string;
  readonly t: (key: TextKey, values?: Values) => string;
  /** The text of a code from the server, else of the fallback key. */
  readonly word: (prefix: string, code: string, fallback: TextKey) => string;
  readonly span: (ms: number) => string;
  readonly ago: (at: Date, now: Date) => string;
  readonly moment: (at: Date) => string;
  readonly day: (at: Date) => string;
  /** Several things as one part of a sentence. */
  readonly list: (things: readonly string[]) => string;
  readonly clock: (at: Date, now: Date) => string;
  /** From when to when, in a zone that is named where it is not the reader's. */
  readonly between: (begins: Date, ends: Date, there: string) => string;
}

/** Speaks with the words loaded so far, in a zone or in the browser's own; `dress` is the pseudo-language's door. */
export function speech(locale: Locale, zone: string | undefined, dress?: Dress): Speech {
  const tag = languageTag[locale];
  const t = (key: TextKey, values: Values = {}) => format(messageOf(locale, key), values, tag, dress);
  return {
    locale,
    get zone() {
      return zone ?? browserZone();
    },
    t,
    word: (prefix, code, fallback) => {
      const key = `${prefix}.${code}`;
      return t(isTextKey(locale, key) ? key : fallback);
    },
    span: (ms) => span(ms, tag),
    ago: (at, now) => ago(at, now, tag, { past: t("time.past"), ahead: t("time.ahead") }),
    moment: (at) => moment(at, tag, zone),
    day: (at) => new Intl.DateTimeFormat(tag, { dateStyle: "full", timeZone: zone }).format(at),
    list: (things) => new Intl.ListFormat(tag, { type: "conjunction" }).format(things),
    between: (begins, ends, there) => between(begins, ends, tag, { there, reader: zone }),
    clock: (at, now) => clock(at, now, tag, zone),
  };
}
