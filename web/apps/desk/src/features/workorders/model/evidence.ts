import type { OrderDetail } from "@gongdan/api/shapes";
import { bag, list, wordsOf } from "@gongdan/forms/core/json";
import type { Bundle } from "./definition";

export type Proof = OrderDetail["proof"];
export type Piece = Proof["items"][number];
export type Demand = Proof["demands"][number];
export type FileProof = "photo" | "video" | "file" | "signature";

/** What a picked file is to prove. */
export interface Shot {
  readonly kind: FileProof;
  readonly node: string;
  readonly label: string;
  /** It belongs to whom the order is about, and goes when they are erased. */
  readonly personal?: boolean;
}

/** What the server takes, as a file chooser knows it; HEIC is left out, so that phones hand over JPEG. */
export const accepted: Record<FileProof, string> = {
  photo: "image/jpeg,image/png,image/webp,image/gif",
  signature: "image/png,image/jpeg",
  video: "video/mp4,video/webm,video/quicktime",
  file: ".pdf,.txt,.csv,.docx,.xlsx,.pptx,.zip",
};
export const acceptedAll = [accepted.photo, accepted.video, accepted.file].join(",");

/** What a file proves by its type where nobody asked for it. */
export function kindOf(type: string): FileProof {
  if (type.startsWith("image/")) return "photo";
  return type.startsWith("video/") ? "video" : "file";
}

/** What the definition calls the shot that a piece is; empty where it asked for none of that label. */
export function shotTitle(bundle: Bundle | undefined, { node, kind, label }: Pick<Piece, "node" | "kind" | "label">, locale: string): string {
  const step = bag(bag(bag(bundle?.["flow"])["nodes"])[node]);
  const asked = list(step["evidence"]).map(bag).find((each) => each["kind"] === kind && (each["label"] ?? "") === label);
  return wordsOf(asked?.["title"], locale);
}

/** The outlines of what is demanded and not there yet: one for each piece. */
export function outlines(proof: Proof): readonly (Demand & { readonly key: string })[] {
  return proof.demands.flatMap((demand) =>
    Array.from({ length: Math.max(0, demand.least - demand.have) }, (_, index) => ({
      ...demand,
      key: `${demand.node}-${demand.kind}-${demand.label}-${index}`,
    })),
  );
}

/** Where the bytes of a file are seen. */
export const pathOf = (file: string, part?: "thumbnail" | "poster") =>
  `/api/v1/files/${file}${part ? `/${part}` : ""}`;

const units = ["B", "KB", "MB", "GB"] as const;

/** A size as people read it. */
export function sizeWords(bytes: number): string {
  const power = bytes > 0 ? Math.min(3, Math.floor(Math.log10(bytes) / 3)) : 0;
  const amount = bytes / 1000 ** power;
  return `${amount < 10 && power > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[power] ?? "B"}`;
}

/** A length as players show it. */
export function lengthWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
