import { useSpeech } from "@gongdan/i18n/react";
import type { Moved } from "../../model/figures";

/** Names of the reasons that a score is made of, alone and with the points by which they moved. */
export function useReasons() {
  const { t, word, list } = useSpeech();
  const name = (reason: string) => word("dispatch.reason", reason, "dispatch.points");
  const signed = (by: number) => `${by > 0 ? "+" : "−"}${Math.abs(by).toFixed(1)}`;
  const parts = (moved: readonly Moved[]) => list(moved.map(({ reason, by }) => t("learning.part", { reason: name(reason), points: signed(by) })));
  return { name, parts };
}
