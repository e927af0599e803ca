/** What draws pests into a trap. */
export const LURES = ['ATTRACTANT', 'FOOD_BAIT', 'COLOUR', 'OTHER'] as const;
export type Lure = (typeof LURES)[number];
