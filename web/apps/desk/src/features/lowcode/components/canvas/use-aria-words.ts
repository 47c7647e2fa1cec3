import { useSpeech } from "@gongdan/i18n/react";
import { useMemo } from "react";

/** What the canvas says to who can't see it, in the reader's language. */
export function useAriaWords() {
  const { t } = useSpeech();
  return useMemo(
    () => ({
      "node.a11yDescription.default": t("canvas.aria.node"),
      "node.a11yDescription.keyboardDisabled": t("canvas.aria.node"),
      "node.a11yDescription.ariaLiveMessage": ({ x, y }: { x: number; y: number }) => t("canvas.aria.moved", { x: Math.round(x), y: Math.round(y) }),
      "edge.a11yDescription.default": t("canvas.aria.edge"),
      "controls.ariaLabel": t("canvas.controls"),
      "controls.zoomIn.ariaLabel": t("canvas.zoom.in"),
      "controls.zoomOut.ariaLabel": t("canvas.zoom.out"),
      "controls.fitView.ariaLabel": t("canvas.fit"),
      "minimap.ariaLabel": t("canvas.map"),
      "handle.ariaLabel": t("canvas.handle"),
    }),
    [t],
  );
}
