import { lazy } from "react";

/** The form of a saved view: it comes when somebody saves or changes one. */
export const ViewForm = lazy(async () => ({ default: (await import("./view-form")).ViewForm }));
