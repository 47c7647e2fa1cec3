import type { Models } from "../api/models";

/** A manifest to begin with: the tenant's own categories, each by its key. */
export function exampleManifest(categories: Models["categories"]): string {
  const labels = Object.fromEntries(categories.map(({ key }) => [key, key]));
  const manifest = {
    name: "plant",
    version: "1",
    task: "triage",
    runtime: "onnx",
    input: { kind: "text" },
    output: { sure_from: 0.9 },
    labels,
    samples: [],
    author: "",
    licence: "",
    note: "",
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
