import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { shippedQuery, takeShipped, useSend } from "../api/definitions";

/** What a newer program brought along: each may be taken, none comes by itself. */
export function ShippedNote() {
  const { t, locale } = useSpeech();
  const tell = useTell();
  const shipped = useQuery(shippedQuery);
  const take = useSend(takeShipped, () => tell(t("types.shipped.taken")));
  if (!shipped.data?.length) return null;
  return (
    <Note tone="info" title={t("types.shipped")}>
      {take.error && <ProblemNote error={take.error} />}
      <p>{t("types.shipped.detail")}</p>
      <Flex wrap gap="small">
        {shipped.data.map(({ key, title }) => (
          <Button key={key} loading={take.isPending && take.variables === key} onClick={() => take.mutate(key)}>
            {t("types.shipped.take", { title: wordsOf(title, locale) || key })}
          </Button>
        ))}
      </Flex>
    </Note>
  );
}
