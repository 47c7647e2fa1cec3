/** How hard a password is to guess, in steps that can be said; the server has the last word. */
export const strengths = ["empty", "short", "common", "fair", "good", "strong"] as const;
export type Strength = (typeof strengths)[number];

const shortest = 10;
const guessedFirst = /^(admin|administrator|changeme|default|gongdan|iloveyou|letmein|login|password|passwd|qwerty|root|secret|test|user|welcome|woaini)$/;
const rows = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];

function isCommon(text: string): boolean {
  const word = text.replace(/^[\d!?.#%&*\-_ ]+|[\d!?.#%&*\-_ ]+$/g, "").replace(/@/g, "a").replace(/0/g, "o");
  return guessedFirst.test(word) || rows.some((row) => row.includes(text));
}

/** Bits as if each character were drawn from the kinds that are used, damped where characters repeat. */
function bits(text: string): number {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d\u4e00-\u9fff]/].filter((kind) => kind.test(text)).length;
  const alphabet = kinds * 20 + (/[\u4e00-\u9fff]/.test(text) ? 2000 : 0);
  return Math.log2(Math.max(alphabet, 2)) * Math.min(text.length, new Set(text).size * 1.6);
}

export function strengthOf(password: string, login = ""): Strength {
  const text = password.normalize("NFC");
  if (text === "") return "empty";
  if (text.length < shortest) return "short";
  const low = text.toLowerCase();
  if (new Set(text).size < 5 || isCommon(low) || (login.length > 2 && low.includes(login.toLowerCase()))) return "common";
  const hard = bits(text);
  return hard < 55 ? "fair" : hard < 75 ? "good" : "strong";
}
