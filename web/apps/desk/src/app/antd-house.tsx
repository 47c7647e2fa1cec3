import type { Locale } from "@gongdan/i18n/locales";
import { antdComponents, antdTokens } from "@gongdan/tokens/antd-theme";
import type { Theme } from "@gongdan/tokens/roles";
import { ConfigProvider, theme as antdTheme } from "antd";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";

const antdLocale = { en: enGB, zh: zhCN };

/** The nonce under which the server lets this page add style sheets. */
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

/** Who asked the system for less motion gets none: antd waits for the end of what never moves otherwise. */
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

interface Props {
  readonly theme: Theme;
  readonly locale: Locale;
  readonly children: ReactNode;
}

/** antd in our colours and the reader's language, under the page's content security policy. */
export function AntdHouse({ theme, locale, children }: Props) {
  const algorithm = theme === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm;
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={antdLocale[locale]}
      theme={{ algorithm, token: { ...antdTokens(theme), motion: !still }, components: antdComponents(theme), hashed: false }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}
