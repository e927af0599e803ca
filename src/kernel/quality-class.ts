/** Classes of UNECE FFV-14 and (EU) 2023/2429: what a packed batch may be of, and a rule may be for. */
export const QUALITY_CLASSES = ['EXTRA', 'I', 'II'] as const;
export type QualityClass = (typeof QUALITY_CLASSES)[number];
