import { answerWords } from "@gongdan/forms/core/answer-words";
import { readForm } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/preact";
import type { Order } from "../api/client";
import style from "./answers.module.css";
import { Card } from "./parts";

/** What was filled in of the order's own fields, as far as its customer may see it. */
export function Answers({ order }: { readonly order: Order }) {
  const speech = useSpeech();
  if (!order.words) return null;
  const given = { ...order.fields, ...order.data } as Readonly<Record<string, unknown>>;
  const said = readForm(order.words, speech.locale).flatMap((field) => {
    const words = answerWords(field, given[field.name], speech);
    return words ? [{ name: field.name, label: field.label, words }] : [];
  });
  if (said.length === 0) return null;
  return (
    <Card title={speech.t("portal.follow.answers")}>
      <dl class={style["answers"]}>
        {said.map(({ name, label, words }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
