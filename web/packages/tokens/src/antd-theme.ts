import { fontFamily, fontFamilyCode, fontSize, radius } from "./measure";
import { roles, type Theme } from "./roles";

/** Seed and alias tokens that antd's `ConfigProvider` takes; the algorithm is chosen by the app. */
export function antdTokens(theme: Theme) {
  const role = roles[theme];
  return {
    colorPrimary: role.primary,
    colorPrimaryActive: role.primaryHover,
    colorLink: role.link,
    colorLinkHover: role.link,
    colorLinkActive: role.link,
    colorInfo: role.link,
    colorError: role.broken,
    colorWarning: role.warn,
    colorSuccess: role.good,
    colorText: role.text,
    colorTextSecondary: role.textQuiet,
    colorTextTertiary: role.textQuiet,
    colorTextDescription: role.textQuiet,
    colorTextPlaceholder: role.textQuiet,
    colorBorder: role.lineStrong,
    colorBorderSecondary: role.line,
    colorBgLayout: role.page,
    colorBgContainer: role.surface,
    colorBgElevated: role.surface,
    borderRadius: radius,
    fontFamily,
    fontFamilyCode,
    fontSize: fontSize.desk,
    wireframe: false,
  };
}

/** Parts that differ from the seeds: the edge of a button is no sign, its word is. */
export function antdComponents(theme: Theme) {
  const role = roles[theme];
  return {
    Button: {
      colorPrimaryHover: role.primaryHover,
      colorError: role.brokenSolid,
      colorErrorHover: role.brokenSolid,
      colorErrorActive: role.brokenSolid,
      defaultHoverColor: role.link,
      defaultHoverBorderColor: role.link,
      defaultBorderColor: role.lineSoft,
      defaultShadow: "none",
      primaryShadow: "none",
      dangerShadow: "none",
    },
  };
}
