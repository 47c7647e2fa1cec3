import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import styles from "./tabs.module.css";

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** A few tabs side by side (WAI-ARIA tabs, chosen as the arrows move); on a phone they wrap. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly [Tab, ...Tab[]] }) {
  const id = useId();
  const [key, setKey] = useState(tabs[0].key);
  const at = Math.max(0, tabs.findIndex((tab) => tab.key === key));
  const chosen = tabs[at] ?? tabs[0];
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key];
    const next = step && tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    setKey(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} className={styles.tabs} onKeyDown={move}>
        {tabs.map((tab) => (
          <button key={tab.key} id={`${id}-${tab.key}`} type="button" role="tab" className={styles.tab} aria-selected={tab === chosen}
            aria-controls={`${id}-panel`} tabIndex={tab === chosen ? 0 : -1} onClick={() => setKey(tab.key)}>
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen.key}`}>
        {chosen.content}
      </div>
    </>
  );
}
