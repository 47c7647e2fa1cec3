import type { Models } from "../api/models";

const about = { samples: [], author: "", licence: "", note: "" };

/** A manifest to begin with: the tenant's own categories, each by its key. */
export function exampleManifest(categories: Models["categories"]): string {
  const labels = Object.fromEntries(categories.map(({ key }) => [key, key]));
  const output = { sure_from: 0.9 };
  return written({ name: "plant", version: "1", task: "triage", runtime: "onnx", input: { kind: "text" }, output, labels, ...about });
}

/** A manifest for a model that scores candidates, with all that it may know of them. */
export function exampleScoring(features: Models["features"]): string {
  return written({ name: "plant-scorer", version: "1", task: "scoring", runtime: "onnx", input: { kind: "features", features }, ...about });
}

function written(manifest: object): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
