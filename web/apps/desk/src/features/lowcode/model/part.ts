import type { Schemas } from "@gongdan/api/shapes";
import type { Bundle } from "@gongdan/flow-model/bundle";

/** What a check says about one place of the draft, in the reader's language. */
export type Finding = Schemas["DraftChecked"]["findings"][number];

/** One edit of the draft, undone as one: what it is called in words, and the document after it. */
export type Edit = (label: string, next: (bundle: Bundle) => Bundle) => void;

/**
 * What every part of the designer gets (approval tree, canvas, forms, fields, tables, notifications ...): the document
 * as it stands, the one way to change it, and what the check found. A part keeps no copy of the document.
 */
export interface PartProps {
  readonly bundle: Bundle;
  readonly edit: Edit;
  /** Those whose place begins with the part's own, e.g. `flow/nodes/approve/assignee`. */
  readonly findings: readonly Finding[];
  /** Somebody who may look but not change. */
  readonly readOnly: boolean;
  /** The place that shall be brought into view and into focus: a finding or a comment was followed. */
  readonly at?: string | undefined;
}
