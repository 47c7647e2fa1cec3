import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { type MigrationCheck, useBegin, type Wish } from "../api/migrations";
import styles from "./migrations.module.css";

interface Props {
  readonly of: string;
  readonly wish: Wish;
  readonly check: MigrationCheck;
  /** Whether the check is about what is wished now. */
  readonly fresh: boolean;
}

/** Starts a migration, after saying once more what it does and that there is a way back. */
export function BeginMigration({ of, wish, check, fresh }: Props) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const begin = useBegin(of, wish, ({ id }) => void navigate(`/order-types/${of}/migrate/${id}`));
  const stay = check.needs_map + check.blocked;
  const title = t("moving.begin", { n: check.safe, version: wish.to });
  return (
    <div className={styles.acts}>
      <Button type="primary" disabled={check.safe === 0 || !fresh} onClick={() => setSure(true)}>
        {title}
      </Button>
      <span className={styles.quiet}>{t(check.safe === 0 ? "moving.begin.none" : "moving.begin.hint")}</span>
      {sure && (
        <ConfirmAct
          title={title}
          act={t("moving.begin.act")}
          withReason
          pending={begin.isPending}
          error={begin.error}
          onClose={() => setSure(false)}
          onConfirm={begin.mutate}
        >
          {stay > 0 && <p>{t("moving.begin.stay", { n: stay, version: wish.from })}</p>}
          <p>{t("moving.begin.detail")}</p>
        </ConfirmAct>
      )}
    </div>
  );
}
