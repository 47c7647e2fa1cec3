import type { User } from "@gongdan/api/shapes";

/** What can be changed of a user; `unit` is "" for nobody's. */
export interface UserData {
  readonly name: string;
  readonly unit: string;
  readonly locale: string;
  readonly zone: string;
  readonly roles: readonly string[];
}

export function dataOf(user: User): UserData {
  return {
    name: user.name,
    unit: user.unit?.id ?? "",
    locale: user.locale,
    zone: user.zone,
    roles: [...user.roles].sort(),
  };
}

/** My entries on top of what somebody else saved meanwhile: what I did not touch is taken from him. */
export function onTopOf(base: UserData, mine: UserData, theirs: UserData): UserData {
  const pick = <Name extends keyof UserData>(name: Name): UserData[Name] =>
    JSON.stringify(base[name]) === JSON.stringify(mine[name]) ? theirs[name] : mine[name];
  return { name: pick("name"), unit: pick("unit"), locale: pick("locale"), zone: pick("zone"), roles: pick("roles") };
}
