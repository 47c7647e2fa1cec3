import type { Node } from "@gongdan/flow-model/bundle";
import type { Speech } from "@gongdan/i18n/speech";

/** "Control point, the supervisor answers for it": what the sign on a card or node says. */
export function controlWords({ accountable }: Node, role: (key: string) => string, t: Speech["t"]): string {
  return accountable ? t("tree.fact.control.of", { role: role(accountable) }) : t("tree.fact.control");
}
