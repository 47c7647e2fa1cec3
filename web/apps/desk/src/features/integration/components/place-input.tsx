import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { AutoComplete } from "antd";
import type { SamplePlace } from "../model/sample";

interface Props {
  readonly value: string;
  readonly places: readonly SamplePlace[];
  readonly onChange: (at: string) => void;
  readonly id?: string;
  readonly "aria-label"?: string;
}

const longest = 30;

/** A place in a body: chosen from the sample, or typed. */
export function PlaceInput({ places, value, onChange, ...bound }: Props) {
  const { t } = useSpeech();
  const options = places.map(({ at, value: stands }) => ({
    value: at,
    label: `${at} · ${stands.length > longest ? `${stands.slice(0, longest)}…` : stands}`,
  }));
  return (
    <AutoComplete
      {...bound}
      value={value}
      options={options}
      placeholder={t("inbounds.place.example")}
      getPopupContainer={besideField}
      showSearch={{ filterOption: (typed, option) => String(option?.label).toLowerCase().includes(typed.toLowerCase()) }}
      onChange={(at: string) => onChange(at)}
    />
  );
}
