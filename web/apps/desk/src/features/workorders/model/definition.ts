import type { FormBody } from "@gongdan/api/shapes";
import { completeForm } from "@gongdan/forms/core/complete-form";
import { type Bag, bag, list, wordsOf } from "@gongdan/forms/core/json";
import { labelInUnit } from "@gongdan/forms/core/unit-words";
import { stages } from "@gongdan/tokens/stages";

/** The body of a definition as it was published: fields, forms and flow, with the words of each. */
export type Bundle = Bag;

const part = (bundle: Bundle, section: string, name: string): Bag => bag(bag(bundle[section])[name]);

/** The form on which an order of this kind is reported. */
export function reportForm(bundle: Bundle): FormBody | undefined {
  const nodes = Object.values(bag(bag(bundle["flow"])["nodes"])).map(bag);
  const node = nodes.find((each) => each["stage"] === "report");
  if (typeof node?.["form"] !== "string") return undefined;
  const { schema, ui } = completeForm(bundle, node["form"]);
  return { schema, ui: node["fields"] ? { ...ui, permissions: node["fields"] } : ui };
}

/** The fields in the order in which the steps ask for them; a stored bundle keeps no order of keys. */
export function askedOrder(bundle: Bundle): readonly string[] {
  const nodes = Object.values(bag(bag(bundle["flow"])["nodes"])).map(bag);
  const asked = stages.flatMap((stage) =>
    nodes
      .filter((node) => node["stage"] === stage && typeof node["form"] === "string")
      .flatMap((node) => list(bag(part(bundle, "forms", String(node["form"]))["ui"])["order"])),
  );
  return [...new Set(asked.filter((name) => typeof name === "string"))];
}

/** A field's name in words; its own name where the definition says nothing. */
export function fieldTitle(bundle: Bundle | undefined, name: string, locale: string): string {
  const { title, unit } = bundle ? part(bundle, "fields", name) : {};
  const words = wordsOf(title, locale) || name;
  return typeof unit === "string" ? labelInUnit(words, unit, locale) : words;
}

/** Whether a field speaks of a person, so that a reader may have been shown a part of it only. */
export function isPersonal(bundle: Bundle | undefined, name: string): boolean {
  const { privacy } = bundle ? part(bundle, "fields", name) : {};
  return privacy === "personal" || privacy === "sensitive";
}

/** A chosen value in words; the value itself where it was entered freely. */
export function optionTitle(bundle: Bundle | undefined, name: string, value: string, locale: string): string {
  return (bundle && wordsOf(bag(part(bundle, "fields", name)["options"])[value], locale)) || value;
}

const nodeOf = (bundle: Bundle | undefined, node: string): Bag => bag(bag(bag(bundle?.["flow"])["nodes"])[node]);

/** A step's name in words; empty where the definition has none. */
export function nodeTitle(bundle: Bundle | undefined, node: string, locale: string): string {
  return wordsOf(nodeOf(bundle, node)["title"], locale);
}

/** The stage of a step; empty where the definition does not know it. */
export function nodeStage(bundle: Bundle | undefined, node: string): string {
  const { stage } = nodeOf(bundle, node);
  return typeof stage === "string" ? stage : "";
}

/** Who answers for a step that is a control point ("": nobody is named); undefined where it is none. */
export function accountableOf(bundle: Bundle | undefined, node: string): string | undefined {
  const { control, accountable } = nodeOf(bundle, node);
  if (typeof control !== "string" || control === "") return undefined;
  return typeof accountable === "string" ? accountable : "";
}

/** Whether a person works at the step: only to such a step an order can be sent back. */
export function isUserNode(bundle: Bundle | undefined, node: string): boolean {
  return nodeOf(bundle, node)["kind"] === "user";
}

/** The name of an outcome of a step. */
export function outcomeTitle(bundle: Bundle | undefined, node: string, outcome: string, locale: string): string {
  return wordsOf(bag(bag(nodeOf(bundle, node)["outcomes"])[outcome])["title"], locale);
}

/** The outcomes of a step that demand to say why. */
export function reasonedOutcomes(bundle: Bundle | undefined, node: string): readonly string[] {
  const outcomes = Object.entries(bag(nodeOf(bundle, node)["outcomes"]));
  return outcomes.filter(([, outcome]) => bag(outcome)["needs_reason"] === true).map(([key]) => key);
}
