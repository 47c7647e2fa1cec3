import enCommon from "./texts/en/common.json";
import enIdentity from "./texts/en/identity.json";
import enOrders from "./texts/en/orders.json";
import enParts from "./texts/en/parts.json";
import zhCommon from "./texts/zh/common.json";
import zhIdentity from "./texts/zh/identity.json";
import zhOrders from "./texts/zh/orders.json";
import zhParts from "./texts/zh/parts.json";
import type { Locale } from "./locales";

const en = { ...enCommon, ...enIdentity, ...enOrders, ...enParts };
const zh: Texts = { ...zhCommon, ...zhIdentity, ...zhOrders, ...zhParts };

/** Every text has one key in both languages; the type is the list of them. */
export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;

export const texts: Readonly<Record<Locale, Texts>> = { en, zh };

/** Whether a key made from a code of the server exists here. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}
