import { Radio } from "antd";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly labelledBy: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of a few answers, all of them in sight. */
export function AskChoice({ labelledBy, value, options, onChange }: Props) {
  return (
    <Radio.Group
      aria-labelledby={labelledBy}
      value={value}
      options={[...options]}
      onChange={(event) => { onChange(String(event.target.value)); }}
    />
  );
}
