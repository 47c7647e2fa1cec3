import type { Notice } from "@gongdan/flow-model/bundle";
import { setNotice } from "@gongdan/flow-model/notices";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { whenWords } from "../../model/notice-words";
import type { PartProps } from "../../model/part";
import type { Names } from "../../model/who-words";
import styles from "./notices.module.css";
import { NoticePeople } from "./notice-people";
import { NoticeText } from "./notice-text";
import { NoticeWhen } from "./notice-when";

interface Props extends PartProps {
  readonly of: string;
  readonly notice: Notice;
  readonly names: Names;
  readonly onClose: () => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

/** One notification, read from top to bottom: when this happens, tell these people, on this way, these words. */
export function NoticePanel({ bundle, edit, findings, readOnly, of, notice, names, onClose, onCopy, onRemove }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const place = `notifications/${of}`;
  const faults = findings.filter((each) => each.place === place || each.place.startsWith(`${place}/`));
  const set = (next: Notice) => edit(t("notices.edit.change"), (before) => setNotice(before, of, next));
  const title = whenWords(notice, bundle, speech);
  return (
    <aside
      className={styles.panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button type="text" size="small" aria-label={t("canvas.panel.close")} onClick={onClose}>
          ×
        </Button>
      </div>
      {faults.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.mend}>
          {each.what} {each.mend}
        </p>
      ))}
      <NoticeWhen bundle={bundle} notice={notice} readOnly={readOnly} onChange={set} />
      <NoticePeople bundle={bundle} to={notice.to} names={names} readOnly={readOnly} onChange={(to) => set({ ...notice, to })} />
      <section className={styles.group} aria-label={t("notices.by")}>
        <h3>{t("notices.by")}</h3>
        <p className={styles.quiet}>{t("notices.by.order")}</p>
      </section>
      <NoticeText bundle={bundle} notice={notice} readOnly={readOnly} onChange={(text) => set({ ...notice, text })} />
      {!readOnly && (
        <div className={styles.acts}>
          <Button onClick={onCopy}>{t("notices.copy")}</Button>
          <Button onClick={onRemove}>{t("notices.remove")}</Button>
        </div>
      )}
    </aside>
  );
}
