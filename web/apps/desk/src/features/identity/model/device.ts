const programs: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, "WeChat"],
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/python|curl|httpx/i, "API"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** The program and system behind a User-Agent; "" for what is not known. A claim, no proof. */
export function deviceOf(agent: string): { readonly program: string; readonly system: string } {
  const first = (known: readonly (readonly [RegExp, string])[]) => known.find(([sign]) => sign.test(agent))?.[1] ?? "";
  return { program: first(programs), system: first(systems) };
}
