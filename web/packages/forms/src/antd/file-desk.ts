import { createContext, useContext } from "react";
import type { FileDesk } from "../core/files";

const Given = createContext<FileDesk | undefined>(undefined);

/** Gives forms below a way for files; the app says how they travel. */
export const FileDeskGiven = Given.Provider;

export const useFileDesk = () => useContext(Given);
