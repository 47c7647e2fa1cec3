import type { ValueType, Words } from "./bundle.ts";

/** What models say of an order; known in every condition, null until a model has spoken
 * (`rooms/lowcode/contract/named.py`). A field of the same name is meant instead. */
export interface Fact {
  readonly type: ValueType;
  readonly title: Words;
  readonly unit?: string;
  readonly least?: string;
  readonly most?: string;
}

export const modelFacts: Readonly<Record<string, Fact>> = {
  category: { type: "text", title: { zh: "识别出的类别", en: "Category found" } },
  confidence: { type: "number", title: { zh: "类别置信度", en: "Confidence" }, least: "0", most: "1" },
  breach_risk: { type: "number", title: { zh: "超时风险", en: "Risk of breach" }, least: "0", most: "1" },
  anomaly: { type: "number", title: { zh: "异常程度", en: "Anomaly" }, least: "0", most: "1" },
  remaining_life: { type: "number", title: { zh: "剩余寿命", en: "Remaining life" }, unit: "h", least: "0" },
};
