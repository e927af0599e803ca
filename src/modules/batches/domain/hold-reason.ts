import type { Bilingual } from '../../../kernel/refusal.js';

/** Why fruit is stopped, as a closed list: people and rules place holds for these and nothing else. */
export const HOLD_REASONS = {
  WITHIN_INTERVAL: {
    zh: '采收早于农药安全间隔期届满',
    en: 'Harvested before the pre-harvest interval had ended',
  },
  BANNED_SUBSTANCE: { zh: '使用了当日已禁用的农药', en: 'A substance banned on that day was used' },
  DEFICIT: { zh: '更正后投料多于应有数量，有待核清', en: 'More was drawn than a correction says there was' },
  INSPECTION_FAILED: { zh: '检验不合格', en: 'An inspection failed' },
  RECALL: { zh: '召回', en: 'Recalled' },
  MANUAL: { zh: '人工暂停放行', en: 'Held by decision of a person' },
} as const satisfies Record<string, Bilingual>;
export type HoldReason = keyof typeof HOLD_REASONS;
export const HOLD_REASON_CODES = Object.keys(HOLD_REASONS) as HoldReason[];
