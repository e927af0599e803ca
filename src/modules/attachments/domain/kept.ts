import type { LocalDate } from '../../../kernel/local-date.js';
import type { ErasingRefusal } from '../erasing.refusals.js';

/**
 * What a file is evidence of while it must stay, and what has to happen first. A closed list, because whoever is refused
 * reads it in his or her language.
 */
export const EVIDENCE_OF = {
  PUBLISHED_EDITION: {
    zh: '已发布版本的条款依据，须先发布取代它的版本',
    en: 'a published edition, until another one supersedes it',
  },
  LOT_RELEASE: {
    zh: '凭…放行的依据，须先撤回或否决该放行',
    en: 'a release, until that is revoked or declined',
  },
  AREA_STATUS: {
    zh: '经确认的地区疫情状况的依据，须先由两人终止该状况',
    en: 'the confirmed status of an area, until two people have ended that',
  },
  PRODUCT_LABEL: {
    zh: '经确认的农药标签的依据，该标签一经确认不再改变',
    en: 'a confirmed product label, which no longer changes',
  },
  SUPPLY_RELATION: {
    zh: '经确认且尚未终止的固定供货关系的依据',
    en: 'a confirmed supply relation that has not ended',
  },
  OFFICER_APPOINTMENT: {
    zh: '尚未终止的植保员任命的依据',
    en: 'the appointment of a plant-protection officer that has not ended',
  },
} as const;
export type EvidenceOf = keyof typeof EVIDENCE_OF;

/**
 * Years for which production records are kept at least, and with them what they rest on.
 *
 * @see 农产品质量安全法 Art. 27
 */
export const RECORDS_KEPT_YEARS = 2;

/**
 * Why a file cannot be erased on a day; empty: it can. What is in force is named before days, and of days the last one.
 *
 * @param kept what the modules say that hold it, days that have passed among it; `until` is the last day it must stay
 * @returns ATTACHMENT_IN_FORCE once for each kind of evidence, else ATTACHMENT_TO_BE_KEPT
 * @see docs/adr/0026-evidence-that-stays.md
 */
export function refuseErasing(
  kept: readonly { readonly until: LocalDate | null; readonly evidenceOf: EvidenceOf | null }[],
  today: LocalDate,
): ErasingRefusal[] {
  const path = ['attachmentId'];
  const inForce = [...new Set(kept.flatMap(({ evidenceOf }) => (evidenceOf === null ? [] : [evidenceOf])))];
  if (inForce.length > 0)
    return inForce
      .toSorted()
      .map((evidenceOf) => ({ code: 'ATTACHMENT_IN_FORCE', values: { evidenceOf }, path }));
  const keptUntil = kept
    .flatMap(({ until }) => (until === null || until < today ? [] : [until]))
    .reduce<LocalDate | null>((last, day) => (last === null || day > last ? day : last), null);
  return keptUntil === null ? [] : [{ code: 'ATTACHMENT_TO_BE_KEPT', values: { keptUntil }, path }];
}
