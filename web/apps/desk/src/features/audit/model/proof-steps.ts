import type { FaultKind, Report } from "@gongdan/proof/check-bundle";
import type { Pinned } from "@gongdan/proof/pin";

/** What is checked of a proof bundle, in the order in which one thing rests on the other. */
export const steps = ["form", "order", "chain", "signature", "tree"] as const;
export type Step = (typeof steps)[number];

/** "open": it holds as far as it goes, and more is to come; "skipped": what it rests on does not hold. */
export type StepState = "holds" | "open" | "broken" | "skipped";

export interface StepResult {
  readonly step: Step;
  readonly state: StepState;
  readonly fault?: FaultKind;
}

const stepOf: Readonly<Record<FaultKind, Step>> = {
  malformed: "form",
  other_order: "order",
  gap: "chain",
  clock_backwards: "chain",
  hash_broken: "chain",
  deleted_tail: "chain",
  checkpoint_signature: "signature",
  log_mismatch: "tree",
};

interface Page {
  readonly order: string;
  readonly tenant: string;
}

/** What came of each step; a bundle of another order proves nothing here, and a changed key is for a person to judge. */
export function proofSteps(report: Report, key: Pinned, { order, tenant }: Page): readonly StepResult[] {
  const foreign = report.fault?.kind !== "malformed" && (report.stream !== order || report.tenant !== tenant);
  const fault = foreign ? "other_order" : report.fault?.kind;
  const broken = fault && stepOf[fault];
  // chain and signature do not rest on each other: a bad signature leaves the chain unjudged, a bad chain the tree
  const at = broken ? steps.indexOf(broken) : steps.length;
  return steps.map((step, index) => {
    if (fault && step === broken) return { step, state: "broken", fault };
    if (index > at) return { step, state: "skipped" };
    return { step, state: isOpen(step, report, key) ? "open" : "holds" };
  });
}

function isOpen(step: Step, report: Report, key: Pinned): boolean {
  if (step === "signature") return key === "changed";
  return step === "tree" && report.events.some(({ signed }) => !signed);
}

/** The names of what the bundle holds as ciphertext alone: proved, and readable to nobody who holds the file. */
export function hiddenFields(report: Report): readonly string[] {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries<unknown>(value as Record<string, unknown>)) {
      if (name === "sealed" && typeof inner === "object" && inner !== null) for (const field of Object.keys(inner)) names.add(field);
      else look(inner);
    }
  };
  for (const { body } of report.events) look(JSON.parse(new TextDecoder().decode(body)));
  return [...names].sort();
}
