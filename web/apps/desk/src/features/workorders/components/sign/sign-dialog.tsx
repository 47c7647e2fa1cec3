import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useState } from "react";
import type { SignedCopy } from "../../api/sign";
import { EvidenceDialog } from "../evidence/evidence-dialog";
import { SignForm } from "./sign-form";
import { CopySheet } from "./copy-sheet";

interface Props {
  readonly order: OrderDetail;
  readonly onClose: () => void;
}

/** The device is handed over: somebody reads the exact text, signs it, and takes the copy along. */
export function SignDialog({ order, onClose }: Props) {
  const { t } = useSpeech();
  const [copy, setCopy] = useState<SignedCopy>();
  return (
    <EvidenceDialog wide title={t(copy ? "sign.copy.title" : "sign.title")} onClose={onClose}>
      {copy ? <CopySheet copy={copy} /> : <SignForm order={order} onSigned={setCopy} />}
    </EvidenceDialog>
  );
}
