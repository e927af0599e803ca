/** Work on a plot other than spraying. */
const WORK_KINDS = ['FERTILISE', 'IRRIGATE', 'PRUNE', 'BAG', 'WEED', 'OTHER'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/**
 * What is recorded of a plot: spraying decides on the harvest, and so does the statement that in a period nothing was
 * sprayed beyond what is recorded (SPRAYS_COMPLETE, docs/adr/0036-spray-statements.md); the rest is kept because the law asks
 * for it (农产品质量安全法 Art. 27).
 */
const GROWING_KINDS = ['SPRAY', 'SPRAYS_COMPLETE', ...WORK_KINDS] as const;
export type GrowingKind = (typeof GROWING_KINDS)[number];
