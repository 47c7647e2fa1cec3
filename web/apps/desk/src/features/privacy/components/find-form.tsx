import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useFindSubject } from "../api/subjects";
import { wanted } from "../model/wanted";
import styles from "./privacy-page.module.css";

/** Finds a person by a whole number or address; what was typed is kept nowhere. */
export function FindForm({ onFound }: { readonly onFound: (subject: string) => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const find = useFindSubject();
  const found = find.data?.items ?? [];
  return (
    <form
      className={styles.find}
      onSubmit={(event) => {
        event.preventDefault();
        find.mutate(wanted(typed), {
          onSuccess: ({ items }) => {
            setTyped("");
            if (items.length === 1 && items[0]) onFound(items[0]);
          },
        });
      }}
    >
      <div className={styles.line}>
        <FormRow label={t("privacy.find")} hint={t("privacy.find.hint")}>
          {({ status, ...bound }) => (
            <Input
              {...bound}
              status={status}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </FormRow>
        <Button type="primary" htmlType="submit" loading={find.isPending} disabled={typed.trim().length < 5}>
          {t("privacy.find.act")}
        </Button>
      </div>
      {find.isError && <ProblemNote error={find.error} />}
      {found.length > 1 && (
        <ul className={styles.several} aria-label={t("privacy.several", { n: found.length })}>
          {found.map((each) => (
            <li key={each}>
              <Link to={`/privacy/${each}`}>{each}</Link>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
