import { type Entry, feelOfPlain, plainOf } from "@gongdan/flow-model/table-tests";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Input, Select } from "antd";

interface Props {
  readonly label: string;
  readonly entry: Entry;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** FEEL; "" says nothing. */
  readonly text: string;
  /** What is wrong with it. */
  readonly fault: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
}

/** One cell of a test row, entered plainly: words without quotes, a day, a choice; what says more stays FEEL. */
export function TestCell({ label, entry, options, text, fault, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const plain = plainOf(text, entry);
  const common = { "aria-label": label, "aria-invalid": fault !== undefined, title: fault, status: fault ? ("error" as const) : ("" as const), disabled: readOnly };
  if (plain !== undefined && (entry === "choice" || entry === "yesno")) {
    const yesno = [
      { value: "true", label: t("form.yes") },
      { value: "false", label: t("form.no") },
    ];
    return (
      <Select
        {...common}
        allowClear
        value={plain || null}
        options={entry === "choice" ? [...options] : yesno}
        getPopupContainer={besidePage}
        onChange={(next: string | undefined) => onChange(feelOfPlain(next ?? "", entry))}
      />
    );
  }
  const written = plain === undefined ? "feel" : entry;
  return (
    <Input
      {...common}
      type={written === "day" ? "date" : "text"}
      value={plain ?? text}
      onChange={({ target }) => onChange(feelOfPlain(target.value, written))}
    />
  );
}
