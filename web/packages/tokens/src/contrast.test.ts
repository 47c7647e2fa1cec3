import { describe, expect, it } from "vitest";
import { roles, themes } from "./roles";
import { stageHues, stages } from "./stages";

/** Relative luminance and contrast by WCAG 2.2, "contrast ratio". */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(themes)("in the %s theme", (theme) => {
  const role = roles[theme];
  const grounds = [role.page, role.surface, role.sunk, role.hover, role.chosen, role.infoSoft];

  it.each(["text", "textQuiet", "link", "broken"] as const)("%s reads on every ground", (ink) => {
    for (const ground of grounds) expect(contrast(role[ink], ground)).toBeGreaterThanOrEqual(4.5);
  });

  it("words on the primary button and on soft grounds read", () => {
    expect(contrast(role.onPrimary, role.primary)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(role.onPrimary, role.primaryHover)).toBeGreaterThanOrEqual(4.5);
    expect(contrast("#ffffff", role.brokenSolid)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(role.broken, role.brokenSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(role.warn, role.warnSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(role.good, role.goodSoft)).toBeGreaterThanOrEqual(4.5);
  });

  it("the edge of a control is seen", () => {
    expect(contrast(role.lineStrong, role.surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(stages)("stage %s reads on its soft ground and on every surface", (stage) => {
    const { ink, soft } = stageHues[theme][stage];
    for (const ground of [soft, ...grounds]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
