import type { SetupWish } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { browserZone } from "@gongdan/i18n/zone";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Checkbox, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useSetUp } from "../api/setup";
import { organisationShortName } from "../model/names";
import { keepTenant } from "../model/last-tenant";
import styles from "./form.module.css";
import { LocaleSelect } from "./locale-select";
import { NewPassword } from "./new-password";
import part from "./setup-page.module.css";
import { ZoneSelect } from "./zone-select";

const fields = ["organisation", "slug", "locale", "zone", "login", "name", "password"] as const;
type Name = (typeof fields)[number];

/** The organisation and its first administrator, in one go; then one is logged in. */
export function SetupForm({ token }: { readonly token: string }) {
  const { t, locale } = useSpeech();
  const navigate = useNavigate();
  const setUp = useSetUp();
  const [entered, setEntered] = useState<Partial<Record<Name, string>>>({ zone: browserZone() });
  const [works, setWorks] = useState(true);
  const [tried, setTried] = useState(false);
  const slug = entered.slug ?? organisationShortName(entered.organisation ?? "");
  const wish: SetupWish = {
    token, organisation: "", login: "", name: "", password: "", zone: browserZone(), locale, ...entered, slug, works,
  };
  const set = (name: Name) => (value: string) => setEntered({ ...entered, [name]: value });
  const labels = { organisation: t("setup.organisation"), slug: t("setup.slug"), login: t("setup.login"), name: t("setup.name"), password: t("login.password") };
  // all that is empty is named at once; the server names one fault at a time
  const missing = (name: keyof typeof labels) => tried && wish[name].trim() === "" && t("login.required", { field: labels[name] });
  const wrong = (name: Name) => (name in labels && missing(name as keyof typeof labels)) || wrongAt(setUp.error, `/${name}`);
  const text = (name: "organisation" | "slug" | "name" | "login", hint?: string) => (
    <FormRow label={labels[name]} error={wrong(name)} hint={hint}>
      {(bound) => (
        <Input {...bound} autoComplete={name === "login" ? "username" : "off"} value={wish[name]} onChange={(event) => set(name)(event.target.value)} />
      )}
    </FormRow>
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(labels).some((name) => wish[name as keyof typeof labels].trim() === "")) return;
    setUp.mutate(wish, {
      onSuccess() {
        keepTenant(slug);
        void navigate("/first-steps", { replace: true });
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("setup.title")}>
      {setUp.error && !isSaidAt(setUp.error, fields.map((name) => `/${name}`)) && <ProblemNote error={setUp.error} />}
      <fieldset className={part.part}>
        <legend>{t("setup.part.organisation")}</legend>
        {text("organisation")}
        {text("slug", t("setup.slug.hint"))}
        <div className={styles.pair}>
          <FormRow label={t("setup.locale")} error={wrong("locale")}>
            {(bound) => <LocaleSelect bound={bound} value={wish.locale} onChange={set("locale")} />}
          </FormRow>
          <FormRow label={t("setup.zone")} error={wrong("zone")}>
            {(bound) => <ZoneSelect bound={bound} value={wish.zone} onChange={set("zone")} />}
          </FormRow>
        </div>
      </fieldset>
      <fieldset className={part.part}>
        <legend>{t("setup.part.administrator")}</legend>
        <div className={styles.pair}>
          {text("name")}
          {text("login")}
        </div>
        <NewPassword label={labels.password} login={wish.login} value={wish.password} error={wrong("password")} onChange={set("password")} />
        <Checkbox checked={works} onChange={(event) => setWorks(event.target.checked)}>
          {t("setup.works")}
        </Checkbox>
      </fieldset>
      <p className={styles.acts}>
        <Button type="primary" size="large" htmlType="submit" loading={setUp.isPending}>
          {t("setup.submit")}
        </Button>
      </p>
    </form>
  );
}
