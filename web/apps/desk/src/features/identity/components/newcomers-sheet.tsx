import type { Newcomers } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "../api/session";
import { NewcomersForm } from "./newcomers-form";
import { PasswordsSheet } from "./passwords-sheet";

/** Adds people, then shows their one-time passwords until the sheet is closed. */
export function NewcomersSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const me = useQuery(meQuery);
  const [added, setAdded] = useState<Newcomers>();
  return (
    <SideSheet title={t("users.add")} open onClose={onClose} width={720}>
      {added ? <PasswordsSheet added={added} tenant={me.data?.tenant.slug ?? ""} /> : <NewcomersForm onDone={setAdded} />}
    </SideSheet>
  );
}
