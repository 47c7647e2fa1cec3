import "./trusted-types";
import "virtual:tokens.css";
import "./page.css";
import { languageTag } from "@gongdan/i18n/locales";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { openMemory } from "./memory";
import { startEarly } from "./start-early";
import { firstLocale, speakOnPage } from "./words";

/** A page older than the last upgrade asks for parts that are gone: it loads itself again, but never in a circle. */
const young = 10_000;
addEventListener("vite:preloadError", (event) => {
  if (performance.now() < young) return;
  event.preventDefault();
  location.reload();
});

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
const first = firstLocale();
const memory = openMemory();
document.documentElement.lang = languageTag[first]; // nothing is shown yet, and what is fetched now is told the language
startEarly(memory);
void speakOnPage(first).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App memory={memory} first={first} />
    </StrictMode>,
  );
});
