import { useSpeech } from "@gongdan/i18n/react";
import { differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SaveChanges } from "@gongdan/ui/save-changes";
import { useTell } from "@gongdan/ui/told";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type HostList, hostsChecked, type HostUse, useSetHosts } from "../api/host-list";
import { useUseWords } from "./use-use-words";
import styles from "./host-list.module.css";

/** The list itself: what comes and goes, and who would be cut off, stand below before it is saved. */
export function HostListForm({ standing }: { readonly standing: HostList }) {
  const { t } = useSpeech();
  const tell = useTell();
  const [hosts, setHosts] = useState<readonly string[]>(standing.hosts);
  const save = useSetHosts((undo) => tell(t("hosts.saved"), undo));
  const changed = differences([{ label: t("hosts.list"), before: standing.hosts, after: hosts }]);
  const checked = useQuery({ ...hostsChecked(hosts), enabled: changed.length > 0 });
  const cut = (changed.length > 0 && checked.data?.cut_off) || [];
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (checked.data) save.mutate({ before: standing, hosts, knowing: cut.map(({ id }) => id) });
  };
  return (
    <>
      <AddHost hosts={hosts} onAdd={setHosts} />
      <form className={styles.changes} onSubmit={submit} aria-label={t("hosts.list")}>
        {save.error && <ProblemNote error={save.error} />}
        <ul className={styles.hosts} aria-label={t("hosts.list")}>
          {hosts.map((host) => (
            <li key={host}>
              <code>{host}</code>
              <Button size="small" aria-label={t("hosts.remove.one", { host })} onClick={() => setHosts(hosts.filter((each) => each !== host))}>
                {t("hosts.remove")}
              </Button>
            </li>
          ))}
        </ul>
        {cut.length > 0 && <CutOff uses={cut} />}
        <SaveChanges differences={changed} saving={save.isPending || checked.isFetching} onCancel={() => setHosts(standing.hosts)} />
      </form>
    </>
  );
}

function CutOff({ uses }: { readonly uses: readonly HostUse[] }) {
  const { t } = useSpeech();
  const words = useUseWords();
  return (
    <Note tone="warn" title={t("hosts.cut", { n: uses.length })}>
      <ul>
        {uses.map((use) => (
          <li key={use.id}>{words(use)}</li>
        ))}
      </ul>
      <p>{t("hosts.cut.detail")}</p>
    </Note>
  );
}

interface AddProps {
  readonly hosts: readonly string[];
  readonly onAdd: (hosts: readonly string[]) => void;
}

/** Takes one more host; the server says whether it is one, and how it is spelt. */
function AddHost({ hosts, onAdd }: AddProps) {
  const { t } = useSpeech();
  const client = useQueryClient();
  const [entered, setEntered] = useState("");
  const [error, setError] = useState<unknown>(null);
  const pointer = `/hosts/${hosts.length}`;
  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      onAdd((await client.query(hostsChecked([...hosts, entered]))).hosts);
      setEntered("");
      setError(null);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form className={styles.add} onSubmit={(event) => void add(event)} noValidate aria-label={t("hosts.add")}>
      {error !== null && !isSaidAt(error, [pointer, "/hosts"]) && <ProblemNote error={error} />}
      <FormRow label={t("hosts.host")} hint={t("hosts.hint")} error={wrongAt(error, pointer) ?? wrongAt(error, "/hosts")}>
        {(bound) => (
          <span className={styles.line}>
            <Input {...bound} value={entered} maxLength={300} onChange={(event) => setEntered(event.target.value)} />
            <Button htmlType="submit" disabled={entered.trim() === ""}>{t("hosts.add")}</Button>
          </span>
        )}
      </FormRow>
    </form>
  );
}
