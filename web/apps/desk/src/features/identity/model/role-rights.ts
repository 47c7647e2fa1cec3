import type { Role, RoleRights } from "@gongdan/api/shapes";

export const scopes = ["own", "assigned", "unit", "all"] as const;
export type Scope = (typeof scopes)[number];
export const viewDegrees = ["hidden", "masked", "full"] as const;
export type ViewDegree = (typeof viewDegrees)[number];

export function rightsOf(role: Role): RoleRights {
  return { grants: role.grants.map((grant) => ({ ...grant, types: [...grant.types] })), views: [...role.views] };
}

export function has(rights: RoleRights, action: string, scope: Scope): boolean {
  return rights.grants.some((grant) => grant.action === action && grant.scope === scope);
}

/** Gives or takes one action on one reach. */
export function toggled(rights: RoleRights, action: string, scope: Scope): RoleRights {
  const others = rights.grants.filter((grant) => grant.action !== action || grant.scope !== scope);
  const grants = has(rights, action, scope) ? others : [...rights.grants, { action, scope, types: [] }];
  return { ...rights, grants };
}

/** How much of a privacy class is shown on everything. */
export function degreeOf(rights: RoleRights, privacyClass: string): ViewDegree {
  return rights.views.find((view) => view.kind === "*" && view.privacy_class === privacyClass)?.view ?? "hidden";
}

export function shown(rights: RoleRights, privacyClass: string, view: ViewDegree): RoleRights {
  const others = rights.views.filter((each) => each.kind !== "*" || each.privacy_class !== privacyClass);
  return { ...rights, views: [...others, { kind: "*", privacy_class: privacyClass, view }] };
}

/** Every right as one line `action:scope`, sorted, for comparing two roles. */
export function grantLines(rights: RoleRights): readonly string[] {
  return rights.grants.map((grant) => `${grant.action}:${grant.scope}`).sort();
}

/** Actions by what they are about: `order.read` stands under `order`. */
export function byTopic(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const topics = new Map<string, string[]>();
  for (const action of actions) {
    const topic = action.split(".")[0] ?? action;
    topics.set(topic, [...(topics.get(topic) ?? []), action]);
  }
  return topics;
}
