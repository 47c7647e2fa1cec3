import { lazy } from "react";

/** The form of an act with all its controls: it comes after the order that it belongs to. */
export const ActPanel = lazy(async () => ({ default: (await import("./act-panel")).ActPanel }));
