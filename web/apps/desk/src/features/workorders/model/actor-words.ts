import { BY_LINK } from "@gongdan/api/by-link";
import type { TimelineItem } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";

/** Who acted, by name; a part of the program is named by what it does, not by its code and version. */
export function actorWords({ kind, name }: TimelineItem["actor"], { t, word }: Speech): string {
  if (name === BY_LINK) return t("by_link");
  const machine = kind === "rule" || kind === "timer" ? word("machine", name.split("@", 1)[0] ?? "", "machine.other") : "";
  return machine || name || t("actor.unnamed");
}
