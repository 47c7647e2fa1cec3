import type { Bundle } from "@gongdan/flow-model/bundle";
import { type Bag, bag } from "@gongdan/forms/core/json";
import type { FormDefinition } from "@gongdan/forms/core/read-form";

/** The form that reports ask for, with each field's schema and words filled in as the server does. */
export function reportForm(bundle: Bundle): FormDefinition {
  const whole = bag(bundle);
  const nodes = Object.values(bag(bag(whole["flow"])["nodes"])).map(bag);
  const name = nodes.find((node) => node["opens"] === true)?.["form"];
  const form = bag(typeof name === "string" ? bag(whole["forms"])[name] : undefined);
  const schema = bag(form["schema"]);
  const ui = bag(form["ui"]);
  const fields = bag(whole["fields"]);
  const names = Object.keys(bag(schema["properties"]));
  const own = bag(ui["fields"]);
  const worded = ({ title, help, options, unit }: Bag, of: string) => ({ label: title, help, options, unit, ...bag(own[of]) });
  const entries = (make: (field: Bag, name: string) => unknown) => Object.fromEntries(names.map((each) => [each, make(bag(fields[each]), each)]));
  return {
    schema: { type: "object", properties: entries((field) => field["schema"]), required: schema["required"] ?? [] },
    ui: { order: ui["order"] ?? names, fields: entries(worded) },
  };
}
