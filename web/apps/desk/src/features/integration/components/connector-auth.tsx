import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { Input } from "antd";
import type { Entered, Way } from "../model/connector";

type Part = "user" | "header" | "token_url" | "client_id" | "scope";

const parts: Readonly<Record<Way, readonly Part[]>> = {
  none: [],
  basic: ["user"],
  bearer: [],
  api_key: ["header"],
  client: ["token_url", "client_id", "scope"],
};

interface Props {
  readonly entered: Entered;
  readonly hasSecret: boolean;
  readonly error: unknown;
  readonly onSet: (part: Partial<Entered>) => void;
}

/** What a way of proof asks for, and its secret: an empty field leaves the one that is kept. */
export function ConnectorAuth({ entered, hasSecret, error, onSet }: Props) {
  const { t } = useSpeech();
  return (
    <>
      {parts[entered.way].map((part) => (
        <FormRow key={part} label={t(`connectors.${part}`)} error={wrongAt(error, `/auth/${part}`)}>
          {(bound) => <Input {...bound} value={entered[part]} onChange={(event) => onSet({ [part]: event.target.value })} />}
        </FormRow>
      ))}
      {entered.way !== "none" && (
        <FormRow
          label={t(`connectors.secret.${entered.way}`)}
          hint={t(hasSecret ? "connectors.secret.kept" : "connectors.secret.hint")}
          error={wrongAt(error, "/secret")}
        >
          {(bound) => (
            <Input.Password
              {...bound}
              autoComplete="new-password"
              visibilityToggle={false}
              value={entered.secret}
              onChange={(event) => onSet({ secret: event.target.value })}
            />
          )}
        </FormRow>
      )}
    </>
  );
}
