import type { Words } from "@gongdan/flow-model/words";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Skeleton } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { begin, type Template, templatesQuery } from "../../api/begin";
import { definitionsQuery, useSend } from "../../api/definitions";
import { inBoth, type Origin, originName, wishFor } from "../../model/origin";
import styles from "./begin.module.css";
import { OriginCard } from "./origin-card";

/** Who has no trade of his own finds his template first. */
const plainestFirst = (one: Template, other: Template) => Number(other.key === "general") - Number(one.key === "general");

/** A new order type: what it begins with, and its name; then the designer opens. */
export function BeginSheet({ onClose }: { readonly onClose: () => void }) {
  const { t, locale } = useSpeech();
  const navigate = useNavigate();
  const form = useId();
  const templates = useQuery(templatesQuery);
  const own = useQuery(definitionsQuery);
  const [origin, setOrigin] = useState<Origin>();
  const [suggested, setSuggested] = useState<Words>({});
  const [typed, setTyped] = useState<string>();
  const [key, setKey] = useState("");
  const name = typed ?? wordsOf(suggested, locale);
  const start = useSend(
    (chosen: Origin) => begin(wishFor(chosen, typed === undefined ? suggested : inBoth(name.trim()), key.trim())),
    (begun) => void navigate(`/order-types/${begun.key}/design`),
  );
  const choose = (next: Origin, title: Words) => {
    setOrigin(next);
    setSuggested(title);
  };
  const card = (each: Origin, title: Words, parts: Omit<React.ComponentProps<typeof OriginCard>, "title" | "chosen" | "onChoose">) => (
    <OriginCard
      key={originName(each)}
      title={wordsOf(title, locale)}
      chosen={origin !== undefined && originName(origin) === originName(each)}
      onChoose={() => choose(each, title)}
      {...parts}
    />
  );
  const published = (own.data ?? []).filter((each) => each.version !== null);
  return (
    <SideSheet
      title={t("new.title")}
      open
      width={1040}
      onClose={onClose}
      foot={
        <form
          id={form}
          className={styles.foot}
          onSubmit={(event) => {
            event.preventDefault();
            if (origin && name.trim() !== "") start.mutate(origin);
          }}
        >
          <FormRow label={t("new.name")}>
            {(bound) => <Input {...bound} value={name} maxLength={80} disabled={!origin} onChange={({ target }) => setTyped(target.value)} />}
          </FormRow>
          <FormRow label={t("new.key")} optional>
            {(bound) => <Input {...bound} value={key} maxLength={64} disabled={!origin} onChange={({ target }) => setKey(target.value)} />}
          </FormRow>
          <Button type="primary" htmlType="submit" disabled={!origin || name.trim() === ""} loading={start.isPending}>
            {t("new.make")}
          </Button>
        </form>
      }
    >
      {start.error && <ProblemNote error={start.error} />}
      {templates.isError && <ProblemNote error={templates.error} />}
      {templates.isPending && <Skeleton active title={false} />}
      <fieldset className={styles.gallery}>
        <legend>{t("new.choose")}</legend>
        {templates.data?.toSorted(plainestFirst).map((each) =>
          card({ kind: "template", key: each.key }, each.title, {
            description: wordsOf(each.description, locale),
            audience: wordsOf(each.audience, locale),
            steps: each.steps,
          }),
        )}
        {card({ kind: "plain" }, inBoth(t("new.plain")), { description: t("new.plain.detail") })}
      </fieldset>
      {published.length > 0 && (
        <fieldset className={styles.gallery}>
          <legend>{t("new.copy")}</legend>
          {published.map((each) =>
            card({ kind: "copy", key: each.key, version: each.version ?? 1 }, each.title, {
              description: t("new.copy.detail", { version: each.version ?? 1 }),
            }),
          )}
        </fieldset>
      )}
    </SideSheet>
  );
}
