import type { Rule } from "@gongdan/flow-model/bundle";
import { bag } from "@gongdan/forms/core/json";

/** The ways to say who acts, as a person chooses among them. */
export const whoKinds = ["role", "user", "field", "reporter", "manager", "unit", "any"] as const;
export type WhoKind = (typeof whoKinds)[number];

export function whoKind(rule: Rule): WhoKind {
  if ("any" in rule) return "any";
  if ("role" in rule) return "unit" in rule ? "unit" : "role";
  return whoKinds.find((kind) => kind in rule) ?? "role";
}

/** A rule of another kind, keeping what it can of the one before. */
export function whoStart(kind: WhoKind, before: Rule): Rule {
  const role = typeof before["role"] === "string" ? before["role"] : "supervisor";
  const otherwise = "else" in before ? { else: bag(before["else"]) } : {};
  switch (kind) {
    case "role":
      return { role };
    case "unit":
      return { role, unit: "reporter" };
    case "user":
      return { user: "" };
    case "reporter":
      return { reporter: true };
    case "manager":
      return { manager: 1, ...otherwise };
    case "field":
      return { field: "assignee", else: { role }, ...otherwise };
    case "any":
      return { any: [whoKind(before) === "any" ? { role } : before] };
  }
}
