import { useSpeech } from "@gongdan/i18n/react";
import { DiffView } from "@gongdan/ui/diff-view";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { fileOf } from "../api/bundle-files";
import { bodyQuery, type Version } from "../api/definitions";
import { bodyDifferences } from "../model/body-differences";
import styles from "./definitions.module.css";

interface Props {
  readonly of: string;
  readonly version: Version;
  readonly onClose: () => void;
}

/** One version: what it changed against the one before, and its bundle as a file. */
export function VersionSheet({ of, version, onClose }: Props) {
  const { t } = useSpeech();
  const here = useQuery(bodyQuery(of, version.version));
  const before = useQuery(bodyQuery(of, version.version - 1));
  return (
    <SideSheet title={t("types.version.title", { version: version.version })} open onClose={onClose} width={680}>
      {here.isPending && <Skeleton active title={false} />}
      {here.isError && <ProblemNote error={here.error} />}
      {here.data && (
        <div className={styles.part}>
          <p>
            <Button href={fileOf(of, version.version)} download>
              {t("types.export")}
            </Button>
          </p>
          <p className={styles.quiet}>
            {t("types.digest")} <code>{version.sha256}</code>
          </p>
          <h2>{t("types.against", { version: version.version - 1 })}</h2>
          {version.version === 1 && <p>{t("types.first")}</p>}
          {before.data && <DiffView differences={bodyDifferences(before.data, here.data)} />}
        </div>
      )}
    </SideSheet>
  );
}
