import { useSpeech } from "@gongdan/i18n/react";
import { useNow } from "./use-now";

/** A time in words: relative, with the absolute moment for hover and for machines. */
export function When({ at }: { readonly at: string }) {
  const { ago, moment } = useSpeech();
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={moment(date)}>
      {ago(date, now)}
    </time>
  );
}
