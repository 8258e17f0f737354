/** The two looks that a page or a picture can have. */
export const THEMES = ['light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];
