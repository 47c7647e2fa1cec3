import { useSpeech } from "@gongdan/i18n/react";
import { useActionWord } from "./use-action-word";

/** Words for a right as the trail spells it: `order.read:unit`, or `*.personal:masked` for a view. */
export function useRightWords(): (right: string) => string {
  const { t, word } = useSpeech();
  const action = useActionWord();
  return (right) => {
    const at = right.lastIndexOf(":");
    const [what, degree] = [right.slice(0, at), right.slice(at + 1)];
    const reach = degree.split(" ")[0] ?? degree;
    if (["full", "masked", "hidden"].includes(reach)) {
      const shown = word("privacy", what.split(".")[1] ?? what, "privacy.other");
      return t("rights.line", { what: shown, reach: word("view", reach, "view.hidden") });
    }
    return t("rights.line", { what: action(what), reach: word("scope", reach, "scope.all") });
  };
}
