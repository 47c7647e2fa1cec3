import { useSpeech } from "@gongdan/i18n/react";
import { Radio } from "antd";
import { type Channel, channels } from "../api/consents";

interface Props {
  readonly value: Channel;
  readonly onChange: (channel: Channel) => void;
}

/** How the person said so. */
export function ChannelChoice({ value, onChange }: Props) {
  const { t } = useSpeech();
  return (
    <Radio.Group
      aria-label={t("consent.channel")}
      value={value}
      options={channels.map((each) => ({ value: each, label: t(`consent.channel.${each}`) }))}
      onChange={(event) => onChange(event.target.value as Channel)}
    />
  );
}
