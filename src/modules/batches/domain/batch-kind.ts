/** What a batch is. CULL is saleable 等外果; what is thrown away (弃果) is a figure of the run, not a batch. */
export const BATCH_KINDS = ['HARVEST', 'RECEIVED', 'GRADED', 'PACKED', 'CULL', 'PRODUCT'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/** What a run does. */
export const RUN_KINDS = ['RECEIPT', 'GRADING', 'PACKING', 'PROCESSING'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** Classes of UNECE FFV-14 and (EU) 2023/2429. */
export const QUALITY_CLASSES = ['EXTRA', 'I', 'II'] as const;
export type QualityClass = (typeof QUALITY_CLASSES)[number];

/** What each run may take and make. Packed fruit is not packed or graded again under the same code. */
export const RUN_RULES: Record<RunKind, { takes: readonly BatchKind[]; makes: readonly BatchKind[] }> = {
  RECEIPT: { takes: ['HARVEST', 'RECEIVED', 'GRADED', 'CULL'], makes: ['RECEIVED'] },
  GRADING: { takes: ['RECEIVED', 'GRADED'], makes: ['GRADED', 'CULL'] },
  PACKING: { takes: ['RECEIVED', 'GRADED'], makes: ['PACKED'] },
  PROCESSING: { takes: ['RECEIVED', 'GRADED', 'CULL', 'PRODUCT'], makes: ['PRODUCT'] },
};
