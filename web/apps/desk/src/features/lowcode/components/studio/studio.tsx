import type { Me } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Suspense, useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { checkQuery, type Definition } from "../../api/definitions";
import type { Opened } from "../../api/draft";
import { keptName } from "../../api/kept-draft";
import { isUnsaved } from "../../model/draft";
import { hasRead, noteRead } from "../../model/tour-read";
import { useSmall } from "@gongdan/ui/use-small";
import { ClashNote } from "./clash-note";
import { CommentsPanel } from "./comments-panel";
import { FindingsPanel } from "./findings-panel";
import { PartsNav } from "./parts-nav";
import { findingsOf } from "./parts";
import { type Beside, StudioBar } from "./studio-bar";
import styles from "./studio.module.css";
import { TourStrip } from "./tour-strip";
import { useDraft } from "./use-draft";
import { usePlace } from "./use-place";
import { useUndoKeys } from "./use-undo-keys";

interface Props {
  readonly me: Me;
  readonly definition: Definition;
  readonly opened: Opened;
}

/** The designer's frame: what the draft is called and how it stands, its parts, the open part, what the check found. */
export function Studio({ me, definition, opened }: Props) {
  const { t, locale } = useSpeech();
  const of = definition.key;
  const name = keptName(me.tenant.slug, me.login, of);
  const tell = useTell();
  const onMerged = useCallback((n: number) => tell(t("studio.merged.told", { n })), [t, tell]);
  const words = { restored: t("studio.restored"), merged: t("studio.merged") };
  const { draft, act, edit, save, send } = useDraft({ of, opened, name, onMerged, ...words });
  const { part, at, open, goTo } = usePlace();
  const { template = "" } = draft.bundle;
  const reader = { tenant: me.tenant.slug, login: me.login };
  const small = useSmall();
  const [beside, setBeside] = useState<Beside | undefined>(() => (template && !small && !hasRead(reader, template) ? "tour" : undefined));
  // a tour that was put away, or left for something else, has been read
  const show = (next: Beside | undefined) => {
    if (beside === "tour") noteRead(reader, template);
    setBeside(next);
  };
  const toggle = (panel: Beside) => show(beside === panel ? undefined : panel);
  const check = useQuery({ ...checkQuery(of, draft.edition), enabled: draft.edition > 0, placeholderData: keepPreviousData });
  const close = () => show(undefined);
  const navigate = useNavigate();
  const undo = useCallback(() => act({ kind: "undo" }), [act]);
  const redo = useCallback(() => act({ kind: "redo" }), [act]);
  useUndoKeys(undo, redo);
  const saveAndGo = async (page: "try" | "publish") => {
    if (!isUnsaved(draft) || (await save())) await navigate(`/order-types/${of}/${page}`);
  };
  const findings = draft.edition > 0 ? (check.data?.findings ?? []) : [];
  const readOnly = !me.actions.includes("definition.publish");
  const { View } = part;
  return (
    <div className={styles.studio}>
      <StudioBar
        of={of}
        title={wordsOf(draft.bundle.title, locale) || of}
        draft={draft}
        place={at ?? part.key}
        findings={findings.length}
        beside={beside}
        onToggle={toggle}
        onUndo={undo}
        onRedo={redo}
        onSave={() => void save()}
        onTry={() => void saveAndGo("try")}
        onPublish={() => void saveAndGo("publish")}
      />
      {draft.clashes && <ClashNote clashes={draft.clashes} onDecide={(choices) => void send(choices)} />}
      {beside === "tour" && <TourStrip bundle={draft.bundle} onGo={goTo} onClose={close} />}
      <div className={styles.body} data-listed={beside === "findings" || beside === "comments"}>
        <PartsNav open={part} findings={findings} onOpen={open} />
        <section className={styles.part} aria-label={t(part.title)}>
          <Suspense fallback={<Skeleton active title={false} className={styles.waiting} />}>
            <View bundle={draft.bundle} edit={edit} findings={findingsOf(part, findings)} readOnly={readOnly} at={at} />
          </Suspense>
        </section>
        {beside === "findings" && <FindingsPanel findings={findings} doubts={check.data?.doubts ?? []} onGo={goTo} onClose={close} />}
        {beside === "comments" && <CommentsPanel of={of} bundle={draft.bundle} me={me.id} at={at} onGo={goTo} onClose={close} />}
      </div>
    </div>
  );
}
