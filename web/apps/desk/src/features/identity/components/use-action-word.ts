import { useSpeech } from "@gongdan/i18n/react";

/** What an action is called; one that has no word yet is shown by its code. */
export function useActionWord(): (action: string) => string {
  const { t, word } = useSpeech();
  return (action) => {
    const said = word("action", action, "action.unknown");
    return said === t("action.unknown") ? action : said;
  };
}
