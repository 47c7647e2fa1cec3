import { answerWords } from "@gongdan/forms/core/answer-words";
import { idsOf } from "@gongdan/forms/core/files";
import { readForm, type Value } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/preact";
import type { Order } from "../api/client";
import style from "./answers.module.css";
import { Card } from "./parts";
import { Picture } from "./picture";

/** What was filled in of the order's own fields, as far as its customer may see it. */
export function Answers({ token, order }: { readonly token: string; readonly order: Order }) {
  const speech = useSpeech();
  if (!order.words) return null;
  const given = { ...order.fields, ...order.data } as Readonly<Record<string, unknown>>;
  const said = readForm(order.words, speech.locale).flatMap((field) => {
    const words = answerWords(field, given[field.name], speech);
    const files = field.kind === "files" ? idsOf(given[field.name] as Value) : [];
    return words ? [{ name: field.name, label: field.label, words, files }] : [];
  });
  if (said.length === 0) return null;
  return (
    <Card title={speech.t("portal.follow.answers")}>
      <dl class={style["answers"]}>
        {said.map(({ name, label, words, files }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              {files.length === 0 && words}
              {files.map((file, index) => (
                <Picture key={file} token={token} file={file} alt={speech.t("portal.photo.one", { n: index + 1 })} small />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
