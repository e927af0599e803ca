/** What draws pests into a trap. */
export type Lure = 'ATTRACTANT' | 'FOOD_BAIT' | 'COLOUR' | 'OTHER';
