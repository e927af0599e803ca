/** What a batch is. CULL is saleable 等外果; what is thrown away (弃果) is a figure of the run, not a batch. */
export const BATCH_KINDS = ['HARVEST', 'RECEIVED', 'GRADED', 'PACKED', 'CULL', 'PRODUCT'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/** What a run does. */
export const RUN_KINDS = ['RECEIPT', 'GRADING', 'PACKING', 'PROCESSING'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/**
 * What weighing in makes of a batch: culls stay culls wherever they are weighed, or sorted-out fruit would come back as
 * fruit that can be packed.
 */
export const receivedAs = (source: BatchKind): BatchKind => (source === 'CULL' ? 'CULL' : 'RECEIVED');

/**
 * What each run may take and make. Packed fruit is not packed or graded again under the same code. A convention of this
 * product.
 */
export const RUN_RULES: Record<RunKind, { takes: readonly BatchKind[]; makes: readonly BatchKind[] }> = {
  RECEIPT: { takes: ['HARVEST', 'RECEIVED', 'GRADED', 'CULL'], makes: ['RECEIVED', 'CULL'] },
  GRADING: { takes: ['RECEIVED', 'GRADED'], makes: ['GRADED', 'CULL'] },
  PACKING: { takes: ['RECEIVED', 'GRADED'], makes: ['PACKED'] },
  PROCESSING: { takes: ['RECEIVED', 'GRADED', 'CULL', 'PRODUCT'], makes: ['PRODUCT'] },
};
