/** A harvest that had been written down twice: 400 kg too much, found when the slips were counted. */
export const CORRECTION = {
  on: '2026-03-09',
  by: 'coop-zizhong',
  batch: 'H2526-Z12A',
  kg: 5_600,
  reason: '示范：同一车两张田间记录单，重复记入 400 公斤。',
} as const;

/** Part of what was recalled is loaded and still here: the packhouse asks for another look at it, and nobody came yet. */
export const LOOK_AGAIN = { on: '2026-03-05', by: 'packhouse-two', batch: 'P2526-Z02B' } as const;

/** Decay found in the market leads back to one plot's fruit, part of it still here. */
export const RECALL = {
  on: '2026-03-04',
  by: 'base',
  batch: 'H2526-Z02A',
  reason:
    '示范：到港抽检发现该采收批果实青霉腐烂超出约定。 Demonstration: decay above the agreed share found on arrival.',
} as const;
