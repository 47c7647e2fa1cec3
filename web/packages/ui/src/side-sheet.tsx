import { Drawer } from "antd";
import { type ReactNode, useState } from "react";

interface Props {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The acts at its foot. */
  readonly foot?: ReactNode;
  /** Pixels; never wider than the window. */
  readonly width?: number;
  readonly children: ReactNode;
}

/**
 * Inside the page's root: sheets of the body lock its scrolling by a style without our nonce, which the
 * page's policy refuses; and the body never scrolls here.
 */
export function besidePage(): HTMLElement {
  return document.getElementById("root") ?? document.body;
}

/**
 * A sheet beside the page for one thing to be made or changed; Escape closes it, focus goes back. A click beside it
 * closes it as long as nothing was typed: what slips is the hand, and what was typed would be gone.
 */
export function SideSheet({ title, open, onClose, foot, width = 560, children }: Props) {
  const [typed, setTyped] = useState(false);
  return (
    <Drawer
      title={title}
      aria-label={title}
      open={open}
      onClose={onClose}
      mask={{ closable: !typed }}
      afterOpenChange={(shown) => { if (!shown) setTyped(false); }}
      footer={foot}
      size={Math.min(width, window.innerWidth)}
      destroyOnHidden
      getContainer={besidePage}
    >
      <div onInput={() => { setTyped(true); }}>{children}</div>
    </Drawer>
  );
}
