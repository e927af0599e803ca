import { both } from '../../standards/domain/judgement.js';
import type { Bilingual } from '../../../kernel/refusal.js';

/** What is missing of a certificate: to be collected by the buyer, or to be issued by whoever holds the fruit. */
export const MISSING_DUTIES = ['TO_COLLECT', 'TO_ISSUE'] as const;
export type MissingDuty = (typeof MISSING_DUTIES)[number];

/** A certificate that is missing, and what is on record in its place; every number null where there is none. */
export interface Missing {
  readonly duty: MissingDuty;
  /** Number of a certificate that was collected and withdrawn by its issuer since, or issued and withdrawn. */
  readonly withdrawnNumber: string | null;
  /** Number of the certificate on a batch that was corrected since, and has less than is certified. */
  readonly exceedingNumber: string | null;
  /** Number of a certificate that stands on what was delivered and only has to be collected. */
  readonly offeredNumber: string | null;
  /** Number that was written down at the scale. */
  readonly notedNumber: string | null;
}

/**
 * What has to be done about a missing certificate, for whoever has to do it.
 *
 * @see reference/compliance-certificate.json: `PURCHASE` and `MIXING`
 */
export function whatToDo(missing: Missing): Bilingual {
  return missing.duty === 'TO_ISSUE' ? whatToIssue(missing) : whatToCollect(missing);
}

function whatToIssue({ withdrawnNumber, exceedingNumber }: Missing): Bilingual {
  if (exceedingNumber !== null)
    return both(
      `批次重量已更正，少于合格证 ${exceedingNumber} 的数量：请撤回并重新开具。`,
      `The batch was corrected and has less than the certificate ${exceedingNumber} is for: withdraw it and issue another one.`,
    );
  return withdrawnNumber === null
    ? both(
        '本批已包装或已发出，还没有承诺达标合格证：请开具。',
        'The batch is packed or on its way and has no compliance certificate: issue one.',
      )
    : both(
        `合格证 ${withdrawnNumber} 已撤回：请重新开具。`,
        `The certificate ${withdrawnNumber} was withdrawn: issue another one.`,
      );
}

function whatToCollect({ withdrawnNumber, offeredNumber, notedNumber }: Missing): Bilingual {
  if (offeredNumber !== null)
    return both(
      `供货方已开具合格证 ${offeredNumber}：请收取。`,
      `The supplier issued the certificate ${offeredNumber}: collect it.`,
    );
  if (withdrawnNumber !== null)
    return both(
      `已收取的合格证 ${withdrawnNumber} 被开具方撤回：请向供货方索取重新开具的合格证。`,
      `The certificate ${withdrawnNumber} that was collected was withdrawn by its issuer: ask the supplier for the new one.`,
    );
  if (notedNumber !== null)
    return both(
      '磅单上只记了合格证编号：请收取合格证，或拍照登记纸质合格证。',
      'Only the number of a certificate was written down at the scale: collect it, or photograph the paper and enter it.',
    );
  return both(
    '收果时没有收取合格证：请向供货方索取；不能提供的，不得收购。',
    'No certificate was collected with the delivery: ask the supplier for it; fruit without one must not be bought.',
  );
}
