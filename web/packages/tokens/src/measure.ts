/** Space, radius, type and motion; in px and ms. */
export const space = { xs: 4, sm: 8, md: 12, lg: 16, xl: 24, xxl: 32 } as const;
export const radius = 6;
export const fontSize = { small: 12, desk: 14, field: 16, title: 20 } as const;
export const motion = { quick: 120, calm: 200 } as const;

export const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
export const fontFamilyCode =
  'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace';
