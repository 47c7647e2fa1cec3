import type { Bundle } from "@gongdan/flow-model/bundle";
import { completeForm } from "@gongdan/forms/core/complete-form";
import { bag } from "@gongdan/forms/core/json";
import type { FormDefinition } from "@gongdan/forms/core/read-form";

/** The form that reports ask for, complete in itself as the server makes it. */
export function reportForm(bundle: Bundle): FormDefinition {
  const opening = Object.values(bundle.flow.nodes).find(({ opens }) => opens);
  if (!opening?.form) return { schema: {} };
  const { schema, ui } = completeForm(bag(bundle), opening.form);
  return { schema, ui: opening.fields ? { ...ui, permissions: opening.fields } : ui };
}
