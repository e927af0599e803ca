import { localDate } from '../../../kernel/local-date.js';
import type { Bilingual } from '../../../kernel/refusal.js';

/*
 * The closed lists of a compliance certificate 承诺达标合格证, as reference/compliance-certificate.json has them with
 * source and confidence.
 */

/** On what the promise rests 承诺依据. Listed from memory, the text was not read (`BASIS`, unverified). */
export const CERTIFICATE_BASES = {
  QUALITY_CONTROL: { zh: '质量安全控制', en: 'quality and safety control' },
  SELF_CHECK: { zh: '自检', en: 'self-check' },
  COMMISSIONED_TEST: { zh: '委托检测', en: 'commissioned test' },
} as const satisfies Record<string, Bilingual>;
export type CertificateBasis = keyof typeof CERTIFICATE_BASES;

/** In which form it is handed over; electronic is preferred. Read in a summary (`FORM`, secondary). */
export const CERTIFICATE_FORMS = {
  ELECTRONIC: { zh: '电子', en: 'electronic' },
  PRINTED: { zh: '打印', en: 'printed' },
  HANDWRITTEN: { zh: '手写', en: 'handwritten' },
} as const satisfies Record<string, Bilingual>;
export type CertificateForm = keyof typeof CERTIFICATE_FORMS;

/** What is promised 承诺内容; every certificate promises both. Read in reprints (`COMMITMENTS`, secondary). */
export const COMMITMENTS = {
  NO_BANNED_SUBSTANCES: {
    zh: '未使用禁用的农药、兽药及其他化合物',
    en: 'no banned pesticide, veterinary drug or other compound was used',
  },
  RESIDUES_WITHIN_LIMITS: {
    zh: '使用的常规农药、兽药残留不超标',
    en: 'residues of ordinary pesticides and veterinary drugs are within the limits',
  },
} as const satisfies Record<string, Bilingual>;

/** Whose promise it is: the organisation's that issues it, or a household's, entered by its cooperative 代录. */
export type CertificateProducer = 'ORGANISATION' | 'HOUSEHOLD';

/** The first day of the 办法 (农业农村部令2025年第4号): fruit taken over or packed before it is not asked for one. */
export const IN_FORCE_FROM = localDate('2026-02-01');

/** How many months issuer and buyer keep it at least (`RETENTION`, official). */
export const KEPT_MONTHS = 6;
