import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { Button, Card, Field, Heading, Quiet, Row } from "./parts";

/** An address without a tenant or a link: say whose portal is wanted. */
export function DoorPage() {
  const { t } = useSpeech();
  const [slug, setSlug] = useState("");
  const to = (end: string) => {
    const wanted = slug.trim().toLowerCase();
    if (wanted) location.assign(`/portal/${encodeURIComponent(wanted)}${end}`);
  };
  return (
    <>
      <Heading>{t("portal.door.title")}</Heading>
      <Card>
        <Quiet>{t("portal.door.words")}</Quiet>
        <Field label={t("portal.door.slug")} value={slug} onText={setSlug} autocapitalize="none" autocomplete="organization" />
        <Row>
          <Button kind="primary" onPress={() => to("")}>
            {t("portal.door.report")}
          </Button>
          <Button onPress={() => to("/lost")}>{t("portal.door.lost")}</Button>
        </Row>
      </Card>
    </>
  );
}
