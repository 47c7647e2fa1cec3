import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useAskBeforeLeaving } from "@gongdan/ui/use-begun";
import { useCaughtFocus } from "@gongdan/ui/use-caught-focus";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { Button } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { Link, Outlet, useLocation, useNavigate } from "react-router";
import { useLogOut } from "../features/identity/api/session";
import { FirstStepsCard } from "../features/identity/components/first-steps-card";
import { home } from "../features/identity/model/way-back";
import { ViewsNav } from "../features/workorders/components/list/views-nav";
import { PreferenceChoices } from "./account-corner";
import { KeyList } from "./key-list";
import { LiveState } from "./live";
import mark from "./mark.svg";
import { Palette } from "./palette";
import { PlacesNav } from "./places-nav";
import styles from "./shell.module.css";
import { useNarrow } from "./use-narrow";

/** The frame of the desk: rail with views on the left (a menu on small screens), page beside it. */
export function Shell({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const keyList = useRef<HTMLDialogElement>(null);
  const shortcuts = useMemo(
    () => ({ n: () => void navigate("/report"), t: () => void navigate("/today"), "?": () => { keyList.current?.showModal(); } }),
    [navigate],
  );
  useShortcuts(shortcuts);
  useCaughtFocus();
  useAskBeforeLeaving();
  const rail = <Rail me={me} onKeys={shortcuts["?"]} />;
  return (
    <div className={styles.shell} data-narrow={narrow}>
      <a href="#content" className={styles.skip}>
        {t("app.skip")}
      </a>
      {narrow ? <MenuBar me={me}>{rail}</MenuBar> : <header className={styles.rail}>{rail}</header>}
      <main id="content" tabIndex={-1} className={styles.content}>
        <Outlet />
      </main>
      <KeyList dialog={keyList} />
      <Palette me={me} />
    </div>
  );
}

function Rail({ me, onKeys }: { readonly me: Me; readonly onKeys: () => void }) {
  const { t } = useSpeech();
  const logOut = useLogOut();
  return (
    <>
      <Link to={home} className={styles.brand}>
        <img src={mark} width="28" height="28" alt="" />
        <span>
          <strong>{t("app.name")}</strong>
          <span className={styles.tenant}>{me.tenant.name}</span>
        </span>
      </Link>
      {me.actions.includes("order.report") && (
        <Link to="/report" className={styles.report}>
          {t("list.new")}
        </Link>
      )}
      {me.actions.includes("order.read") && <ViewsNav actions={me.actions} />}
      <PlacesNav me={me} />
      <div className={styles.foot}>
        <FirstStepsCard me={me} />
        <LiveState />
        <PreferenceChoices />
        <Button type="text" size="small" className={styles.plain} onClick={onKeys}>
          {t("keys.open")}
        </Button>
        <p className={styles.me}>
          <Link to="/account">{me.name}</Link>
          <Button type="link" size="small" loading={logOut.isPending} onClick={() => { logOut.mutate(); }}>
            {t("account.logout")}
          </Button>
        </p>
      </div>
    </>
  );
}

/** On small screens the rail is a dialog behind one button; following a link closes it. */
function MenuBar({ me, children }: { readonly me: Me; readonly children: React.ReactNode }) {
  const { t } = useSpeech();
  const menu = useRef<HTMLDialogElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    menu.current?.close();
  }, [key]);
  return (
    <header className={styles.bar}>
      <Button onClick={() => { menu.current?.showModal(); }}>{t("app.menu")}</Button>
      <LiveState />
      {me.actions.includes("order.report") && <Link to="/report">{t("list.new")}</Link>}
      <dialog ref={menu} className={styles.menu} aria-label={t("app.menu")}>
        <form method="dialog">
          <Button htmlType="submit">{t("app.close")}</Button>
        </form>
        {children}
      </dialog>
    </header>
  );
}
