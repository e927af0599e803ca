import type { NextStep, Settler } from './finding.js';
import { step } from './judgement.js';

/** What a hold was placed for, and what became of that. */
export interface HoldCause {
  readonly code: HoldCauseCode;
  /** The record or the mass behind it was corrected; who did so gains by it, so somebody else has to agree. */
  readonly isWithdrawn: boolean;
  readonly placedBy: Settler;
}

/** What a hold was placed for, by the code of `batches/domain/hold-reason.ts`. */
export type HoldCauseCode =
  'WITHIN_INTERVAL' | 'BANNED_SUBSTANCE' | 'DEFICIT' | 'INSPECTION_FAILED' | 'RECALL' | 'MANUAL';

const RECORD_CORRECTED = step(
  'COOPERATIVE',
  '用药记录有误的，由合作社更正；无误的，果实不得放行。',
  'Where the growing record is wrong, the cooperative corrects it; where it is right, the fruit does not leave.',
);

/**
 * Who ends a hold, and how: the sentence that its finding tells. The same as the command that releases holds asks for
 * (`batches/domain/refuse-release.ts`): intervals, bans and deficits end by a correction that the base office believes,
 * a recall by its end, the rest by whoever placed it.
 *
 * @see docs/adr/0030-steps-before-packing.md
 */
export function stepOfHold({ code, isWithdrawn, placedBy }: HoldCause): NextStep {
  if (isWithdrawn)
    return step(
      'BASE_OFFICE',
      '记录已更正，由基地办公室核对后解除暂停放行。',
      'The record was corrected: the base office checks the correction and releases the hold.',
    );
  switch (code) {
    case 'WITHIN_INTERVAL':
    case 'BANNED_SUBSTANCE':
      return RECORD_CORRECTED;
    case 'DEFICIT':
      return step(
        'COOPERATIVE',
        '合作社对照磅单核对采收量，并更正采收记录。',
        'The cooperative compares the harvest with the weigh tickets and corrects its record.',
      );
    case 'RECALL':
      return step(
        'BASE_OFFICE',
        '召回处理完毕，由基地办公室结束召回。',
        'What was recalled is dealt with, and the base office closes the recall.',
      );
    case 'INSPECTION_FAILED':
    case 'MANUAL':
      return step(
        placedBy,
        '按暂停原因处理后，由下达暂停放行的单位解除。',
        'What the hold was placed for is dealt with, and whoever placed it releases it.',
      );
  }
}
