import { locales, ownName } from "@gongdan/i18n/locales";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Radio, Spin } from "antd";
import { useState } from "react";
import { type Channel, consentTextsQuery, useGiveConsent } from "../api/consents";
import { ChannelChoice } from "./channel-choice";
import styles from "./consents.module.css";

interface Props {
  readonly subject: string;
  readonly onClose: () => void;
}

/** Records a consent: the exact text that was agreed to stands in sight, in the language in which it was read. */
export function ConsentForm({ subject, onClose }: Props) {
  const { t, locale } = useSpeech();
  const tell = useTell();
  const texts = useQuery(consentTextsQuery);
  const give = useGiveConsent(subject);
  const [chosen, setChosen] = useState(0);
  const [language, setLanguage] = useState(locale);
  const [channel, setChannel] = useState<Channel>("desk");
  const text = texts.data?.[chosen];
  const send = () => {
    if (!text) return;
    give.mutate(
      { text, language, channel },
      {
        onSuccess() {
          onClose();
          tell(t("consent.given"));
        },
      },
    );
  };
  return (
    <ConfirmAct title={t("consent.give")} act={t("consent.give.act")} pending={give.isPending} error={give.error ?? texts.error} onConfirm={send} onClose={onClose}>
      {!texts.data && <Spin />}
      <div className={styles.form}>
        <Radio.Group
          aria-label={t("privacy.purpose")}
          value={chosen}
          options={(texts.data ?? []).map((each, index) => ({
            value: index,
            label: t("consent.text.name", { title: each.title[locale] ?? each.purpose, version: each.version }),
          }))}
          onChange={(event) => setChosen(Number(event.target.value))}
        />
        <Radio.Group
          aria-label={t("consent.language")}
          value={language}
          options={locales.map((value) => ({ value, label: ownName[value] }))}
          onChange={(event) => setLanguage(event.target.value as typeof language)}
        />
        <blockquote className={styles.text} lang={language} tabIndex={0} aria-label={t("consent.text")}>
          {text?.body[language]}
        </blockquote>
        <ChannelChoice value={channel} onChange={setChannel} />
      </div>
    </ConfirmAct>
  );
}
