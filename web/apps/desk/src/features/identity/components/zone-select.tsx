import type { Bound } from "@gongdan/ui/form-row";
import { Select } from "antd";
import { zones } from "../model/zones";

const options = zones().map((zone) => ({ value: zone, label: zone }));

interface Props {
  readonly bound: Bound;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** A time zone, found by typing a part of its name. */
export function ZoneSelect({ bound, value, onChange }: Props) {
  return <Select {...bound} showSearch value={value} options={options} onChange={onChange} />;
}
