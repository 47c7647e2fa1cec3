import type { KeptView } from "@gongdan/api/shapes";
import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useTell } from "@gongdan/ui/told";
import { Button, Input, Modal, Select } from "antd";
import { useId, useState } from "react";
import { useKeptViews } from "../../api/kept-views";
import styles from "./view-form.module.css";

interface Props {
  /** The view to be changed; without, a new one is saved. */
  readonly view?: KeptView;
  /** The list's query, as it stands in the address. */
  readonly query: string;
  readonly mayShare: boolean;
  readonly onClose: () => void;
}

const circles = ["", "all", "role:technician", "role:dispatcher", "role:supervisor", "role:requester"] as const;
const words = {
  "": "views.shared.none",
  all: "views.shared.all",
  "role:technician": "views.shared.technician",
  "role:dispatcher": "views.shared.dispatcher",
  "role:supervisor": "views.shared.supervisor",
  "role:requester": "views.shared.requester",
} as const;

/** Names the filter of the list, and says who else sees it. */
export function ViewForm({ view, query, mayShare, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const id = useId();
  const { save, change } = useKeptViews();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? "");
  const doing = view ? change : save;
  const send = () => {
    const body = { name: name.trim(), query, shared };
    const done = () => {
      tell(t("views.kept", { name: body.name }));
      onClose();
    };
    if (view) change.mutate({ view, body }, { onSuccess: done });
    else save.mutate(body, { onSuccess: done });
  };
  return (
    <Modal
      open
      getContainer={besidePage}
      title={t(view ? "views.change" : "views.save")}
      onCancel={onClose}
      footer={[
        <Button key="no" onClick={onClose}>
          {t("parts.cancel")}
        </Button>,
        <Button key="yes" type="primary" loading={doing.isPending} disabled={name.trim() === ""} onClick={send}>
          {t("parts.save")}
        </Button>,
      ]}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") send();
        }}
      >
        <label htmlFor={id}>{t("views.name")}</label>
        <Input id={id} value={name} maxLength={80} autoFocus onChange={(event) => setName(event.target.value)} />
        {mayShare && (
          <>
            <label htmlFor={`${id}-shared`}>{t("views.shared")}</label>
            <Select
              id={`${id}-shared`}
              value={shared}
              getPopupContainer={besideField}
              options={circles.map((circle) => ({ value: circle, label: t(words[circle]) }))}
              onChange={setShared}
            />
          </>
        )}
        {doing.error && <ProblemNote error={doing.error} />}
      </form>
    </Modal>
  );
}
