import type { Bilingual } from './rule.js';

/**
 * What an area is for a pest, in the words of ISPM 5 (glossary), 4 (pest free areas), 10 (pest free places of production), 22
 * (areas of low pest prevalence) and 26 (fruit flies); UNDER_SUPERVISION is customs' own word for what is not settled yet.
 */
export const AREA_STATUSES = [
  'FREE_AREA',
  'FREE_PLACE_OF_PRODUCTION',
  'LOW_PREVALENCE',
  'PRESENT',
  'UNDER_SUPERVISION',
] as const;
export type AreaStatusCode = (typeof AREA_STATUSES)[number];

/** The statuses in words. */
export const AREA_STATUS_NAMES: Readonly<Record<AreaStatusCode, Bilingual>> = {
  FREE_AREA: { zh: '非疫区', en: 'pest free area' },
  FREE_PLACE_OF_PRODUCTION: { zh: '非疫产地', en: 'pest free place of production' },
  LOW_PREVALENCE: { zh: '有害生物低度流行区', en: 'area of low pest prevalence' },
  PRESENT: { zh: '发生区', en: 'area where it is present' },
  UNDER_SUPERVISION: { zh: '监管中', en: 'area under supervision' },
};

/** Quarantine treatments 检疫处理; never a post-harvest treatment 采后保鲜处理. */
export const TREATMENT_KINDS = ['COLD', 'FUMIGATION', 'HEAT', 'IRRADIATION', 'OTHER'] as const;
export type TreatmentKind = (typeof TREATMENT_KINDS)[number];

/** The treatments in words. */
export const TREATMENT_NAMES: Readonly<Record<TreatmentKind, Bilingual>> = {
  COLD: { zh: '冷处理', en: 'cold treatment' },
  FUMIGATION: { zh: '熏蒸处理', en: 'fumigation' },
  HEAT: { zh: '热处理', en: 'heat treatment' },
  IRRADIATION: { zh: '辐照处理', en: 'irradiation' },
  OTHER: { zh: '其他检疫处理', en: 'another quarantine treatment' },
};
