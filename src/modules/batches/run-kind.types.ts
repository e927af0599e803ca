import { describedEnum } from '../../graphql/enums.js';
import type { RunKind } from './domain/batch-kind.js';

export const RunKindEnum = describedEnum<RunKind>('RunKind', 'What turned batches into batches.', {
  RECEIPT: '收果过磅: weighed in at a packhouse or plant.',
  GRADING: '分级: sorted into grades and culls.',
  PACKING: '包装: packed into cartons for a market.',
  PROCESSING: '加工: made into juice, slices, wine and the like.',
});
