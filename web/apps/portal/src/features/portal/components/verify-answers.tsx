import type { Bag } from "@gongdan/forms/core/json";
import { FileDeskGiven } from "@gongdan/forms/preact/file-desk";
import { FormFields } from "@gongdan/forms/preact/form-fields";
import { useSpeech } from "@gongdan/i18n/preact";
import { useMemo } from "preact/hooks";
import type { Order } from "../api/client";
import { filesOf } from "../api/photos";
import { Note } from "./parts";
import { type Asked, useAsked } from "./use-asked";

const verifyOf = (order: Order) => order.acts.find(({ act }) => act === "verify");

/** Whether the step asks its customer for anything but yes or no. */
export const asksAtVerify = (order: Order) => Object.keys(verifyOf(order)?.form?.schema["properties"] ?? {}).length > 0;

/** What is answered at the step that is verified, as it would come out. */
export interface Answered {
  readonly node: string;
  readonly asked: Asked;
  /** Whether nothing is missing or wrong; else it is shown. */
  readonly complete: () => boolean;
  readonly sent: () => Bag;
}

/** The form of the step that is verified, judged with what the order knows. */
export function useStep(order: Order, outcome: string): Answered {
  const verify = verifyOf(order);
  const known = useMemo(
    () => ({ ...order.fields, ...order.data, urgency: order.urgency, impact: order.impact, priority: order.priority, outcome }),
    [order, outcome],
  );
  const form = useMemo(() => verify?.form, [JSON.stringify(verify?.form)]);
  const asked = useAsked(form, known);
  return { node: verify?.node ?? "", asked, complete: () => asked.answers() !== undefined, sent: () => asked.sent };
}

/** The fields of the step, by the same renderer and rules as everywhere. */
export function StepAnswers({ token, answered: { asked } }: { readonly token: string; readonly answered: Answered }) {
  const { t } = useSpeech();
  const files = useMemo(() => filesOf(() => Promise.resolve(token)), [token]);
  if (asked.fields.length === 0) return null;
  return (
    <FileDeskGiven value={files}>
      <FormFields {...asked} />
      {asked.issues.length > 0 && <Note kind="bad">{t("portal.report.check", { n: asked.issues.length })}</Note>}
    </FileDeskGiven>
  );
}
