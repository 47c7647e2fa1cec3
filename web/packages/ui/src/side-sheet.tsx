import { Drawer } from "antd";
import type { ReactNode } from "react";

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

/** A sheet beside the page for one thing to be made or changed; Escape closes it, focus goes back. */
export function SideSheet({ title, open, onClose, foot, width = 560, children }: Props) {
  return (
    <Drawer
      title={title}
      aria-label={title}
      open={open}
      onClose={onClose}
      footer={foot}
      size={Math.min(width, window.innerWidth)}
      destroyOnHidden
      getContainer={besidePage}
    >
      {children}
    </Drawer>
  );
}
