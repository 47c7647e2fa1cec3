import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Skeleton } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { begin, templatesQuery } from "../../api/begin";
import { definitionsQuery, useSend } from "../../api/definitions";
import { type Origin, originName, wishFor } from "../../model/origin";
import styles from "./begin.module.css";
import { OriginCard } from "./origin-card";

/** A new order type: what it begins with, and its name; then the designer opens. */
export function BeginSheet({ onClose }: { readonly onClose: () => void }) {
  const { t, locale } = useSpeech();
  const navigate = useNavigate();
  const form = useId();
  const templates = useQuery(templatesQuery);
  const own = useQuery(definitionsQuery);
  const [origin, setOrigin] = useState<Origin>();
  const [suggested, setSuggested] = useState("");
  const [typed, setTyped] = useState<string>();
  const [key, setKey] = useState("");
  const name = typed ?? suggested;
  const start = useSend(
    (chosen: Origin) => begin(wishFor(chosen, name.trim(), key.trim())),
    (begun) => void navigate(`/order-types/${begun.key}/design`),
  );
  const choose = (next: Origin, title: string) => {
    setOrigin(next);
    setSuggested(title);
  };
  const card = (each: Origin, title: string, parts: Omit<React.ComponentProps<typeof OriginCard>, "title" | "chosen" | "onChoose">) => (
    <OriginCard
      key={originName(each)}
      title={title}
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
        {templates.data?.map((each) =>
          card({ kind: "template", key: each.key }, wordsOf(each.title, locale) || each.key, {
            description: wordsOf(each.description, locale),
            audience: wordsOf(each.audience, locale),
            steps: each.steps,
          }),
        )}
        {card({ kind: "plain" }, t("new.plain"), { description: t("new.plain.detail") })}
      </fieldset>
      {published.length > 0 && (
        <fieldset className={styles.gallery}>
          <legend>{t("new.copy")}</legend>
          {published.map((each) =>
            card({ kind: "copy", key: each.key, version: each.version ?? 1 }, wordsOf(each.title, locale) || each.key, {
              description: t("new.copy.detail", { version: each.version ?? 1 }),
            }),
          )}
        </fieldset>
      )}
    </SideSheet>
  );
}
