/** Every time zone that this browser knows by name. */
export function zones(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}
