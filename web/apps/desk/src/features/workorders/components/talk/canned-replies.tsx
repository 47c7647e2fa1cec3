import type { Reply } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { repliesQuery } from "../../api/list-replies";

interface Props {
  readonly inside: boolean;
  readonly onChoose: (reply: Reply) => void;
}

/** Ready-made words; whoever may not speak internally is offered none of that kind. */
export function CannedReplies({ inside, onChoose }: Props) {
  const { t } = useSpeech();
  const replies = (useQuery(repliesQuery).data ?? []).filter((each) => inside || !each.internal);
  if (replies.length === 0) return null;
  return (
    <Select<string | null>
      size="small"
      aria-label={t("comment.canned")}
      placeholder={t("comment.canned")}
      popupMatchSelectWidth={false}
      value={null}
      options={replies.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        const reply = replies.find((each) => each.id === id);
        if (reply) onChoose(reply);
      }}
    />
  );
}
