import type { Subject } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { useTell } from "@gongdan/ui/told";
import { useState } from "react";
import { type Channel, useWithdrawConsent } from "../api/consents";
import { ChannelChoice } from "./channel-choice";
import styles from "./consents.module.css";

interface Props {
  readonly subject: string;
  readonly consent: Subject["consents"][number];
  readonly onClose: () => void;
}

/** Records that a consent was taken back; a new one can be given, the old one stays ended. */
export function WithdrawForm({ subject, consent, onClose }: Props) {
  const { t, word } = useSpeech();
  const tell = useTell();
  const withdraw = useWithdrawConsent(subject);
  const [channel, setChannel] = useState<Channel>("desk");
  const send = () =>
    withdraw.mutate(
      { consent: consent.id, channel },
      {
        onSuccess() {
          onClose();
          tell(t("consent.withdrawn"));
        },
      },
    );
  return (
    <ConfirmAct title={t("consent.withdraw")} act={t("consent.withdraw")} final danger pending={withdraw.isPending} error={withdraw.error} onConfirm={send} onClose={onClose}>
      <div className={styles.form}>
        <p>{t("consent.withdraw.detail", { purpose: word("privacy.purpose", consent.purpose, "privacy.purpose.other") })}</p>
        <ChannelChoice value={channel} onChange={setChannel} />
      </div>
    </ConfirmAct>
  );
}
