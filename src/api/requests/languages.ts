/** Languages of what people outside get to read; all else is in English. */
export const LANGUAGES = ['sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whoever gets it is in Sweden: a school, or a youth. */
export const DEFAULT_LANGUAGE: Language = 'sv';
