import type { Me } from "@gongdan/api/shapes";
import { lazy, Suspense, useEffect, useState } from "react";
import { wordsFor } from "./words";

const PaletteDialog = lazy(async () => {
  const [{ PaletteDialog: found }] = await Promise.all([import("./palette-dialog"), wordsFor(["orders"])]);
  return { default: found };
});

/** The command palette: Ctrl+K (⌘K) opens it on every page, also while something is being typed. */
export function Palette({ me }: { readonly me: Me }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen((was) => !was && !document.querySelector("dialog[open]"));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <PaletteDialog me={me} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
