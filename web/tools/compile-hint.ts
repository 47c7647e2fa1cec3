/**
 * Tells the browser that nearly every function of some chunks is called while the page begins: it compiles them
 * beside the page's thread while they arrive, and not one by one on it (V8's explicit compile hints; others pass over
 * the comment). Only for what the first screen runs: a library of which a page uses little would cost more so.
 */
export const compileHint = (...names: readonly string[]) => ({
  postBanner: ({ name }: { readonly name: string }) => (names.includes(name) ? "//# allFunctionsCalledOnLoad" : ""),
});
