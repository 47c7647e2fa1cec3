import type { TextKey } from "@gongdan/i18n/areas";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { Finding, PartProps } from "../../model/part";

/** One part of the designer: where it stands in the list, and which places of the document are its own. */
export interface Part {
  readonly key: string;
  readonly title: TextKey;
  /** First members of the places that it shows, e.g. `flow` for `flow/nodes/approve`. */
  readonly places: readonly string[];
  readonly View: LazyExoticComponent<ComponentType<PartProps>>;
}

/** A part that comes when it is first opened. */
function part(key: string, title: TextKey, places: readonly string[], open: () => Promise<ComponentType<PartProps>>): Part {
  return { key, title, places, View: lazy(async () => ({ default: await open() })) };
}

/** The parts in the order in which they stand; the first is opened first. */
export const parts: readonly [Part, ...Part[]] = [
  part("process", "studio.part.process", ["flow"], async () => (await import("./process-part")).ProcessPart),
  part("approvals", "approvals.part", [], async () => (await import("../approvals/approvals-part")).ApprovalsPart),
  part("forms", "fd.title", ["forms"], async () => (await import("../forms/form-designer")).FormDesigner),
  part("fields", "fields.part", ["fields"], async () => (await import("../fields/fields-part")).FieldsPart),
  part("tables", "tables.part", ["tables"], async () => (await import("../tables/tables-part")).TablesPart),
  part("notices", "notices.part", ["notifications"], async () => (await import("../notices/notices-part")).NoticesPart),
  part("rights", "rights.part", ["permissions"], async () => (await import("../rights/rights-part")).RightsPart),
  part("texts", "studio.part.texts", ["title", "description", "numbering", "key"], async () => (await import("./texts-part")).TextsPart),
];

/** The part that shows a place of the document. */
export function partOf(place: string): Part | undefined {
  const [first = ""] = place.split("/");
  return parts.find(({ places }) => places.includes(first));
}

/** The findings that a part shows. */
export function findingsOf(part: Part, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ place }) => partOf(place) === part);
}
