import { ConfirmAct } from "@gongdan/ui/confirm-act";

interface Props {
  readonly title: string;
  readonly detail: string;
  readonly act: string;
  readonly sending: { readonly isPending: boolean; readonly error: unknown };
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}

/** An act on a person that needs a reason and can be taken back. */
export function ReasonAct({ title, detail, act, sending, onSend, onClose }: Props) {
  return (
    <ConfirmAct
      title={title}
      act={act}
      withReason
      pending={sending.isPending}
      error={sending.error}
      onConfirm={onSend}
      onClose={onClose}
    >
      <p>{detail}</p>
    </ConfirmAct>
  );
}
