import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { correctionMade, refuseAgreement, type CorrectionMade } from './refuse-agreement.js';

const coop = 'coop' as OrganisationId;
const office = 'office' as OrganisationId;
const clerk = 'clerk' as UserId;
const officer = 'officer' as UserId;
const DAY = '2026-11-02T00:00:00.000Z' as Instant;
const made: CorrectionMade = {
  organisationId: coop,
  madeByIds: [clerk],
  needsAgreement: true,
  agreedAt: null,
  declinedAt: null,
  isCorrected: false,
};

describe('agreeing to a correction', () => {
  it.each<[string, Partial<CorrectionMade>, UserId, OrganisationId[], string[]]>([
    ['by the base office', {}, officer, [office], []],
    ['by somebody of the cooperative itself', {}, officer, [coop], ['CORRECTION_NEEDS_ANOTHER_ORGANISATION']],
    [
      'by somebody who belongs to the cooperative as well',
      {},
      officer,
      [office, coop],
      ['CORRECTION_NEEDS_ANOTHER_ORGANISATION'],
    ],
    [
      'by whoever made it, now of the base office',
      {},
      clerk,
      [office],
      ['CORRECTION_NEEDS_ANOTHER_ORGANISATION'],
    ],
    [
      'by whoever made one that led to it, now of the base office',
      { madeByIds: ['another' as UserId, clerk] },
      clerk,
      [office],
      ['CORRECTION_NEEDS_ANOTHER_ORGANISATION'],
    ],
    ['twice', { agreedAt: DAY }, officer, [office], ['CORRECTION_AGREED_ALREADY']],
    ['that was corrected since', { isCorrected: true }, officer, [office], ['CORRECTION_CORRECTED_SINCE']],
    ['that was declined', { declinedAt: DAY }, officer, [office], ['CORRECTION_DECLINED']],
    [
      'that was declined and corrected since',
      { declinedAt: DAY, isCorrected: true },
      officer,
      [office],
      ['CORRECTION_CORRECTED_SINCE'],
    ],
    [
      'where there is nothing to agree to',
      { needsAgreement: false },
      officer,
      [office],
      ['CORRECTION_NEEDS_NO_AGREEMENT'],
    ],
  ])('%s', (_, changes, userId, organisationIds, codes) => {
    const refusals = refuseAgreement({ ...made, ...changes }, { userId, organisationIds }, 'recordId');
    expect(refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a correction as it is settled', () => {
  const link = (recordedById: UserId, changes: Partial<CorrectionMade> = {}) => ({
    ...made,
    recordedById,
    ...changes,
  });

  it.each([
    ['alone', [link(clerk)], [clerk]],
    ['of a correction that waits', [link(clerk), link(officer)], [clerk, officer]],
    ['of one that was declined', [link(clerk), link(officer, { declinedAt: DAY })], [clerk, officer]],
    ['of one that was agreed to', [link(clerk), link(officer, { agreedAt: DAY })], [clerk]],
    ['of what was entered first', [link(clerk), link(officer, { needsAgreement: false })], [clerk]],
  ])('is by whoever made it and what led to it: %s', (_, chain, madeByIds) => {
    expect(correctionMade(made, chain, false)).toEqual({ ...made, madeByIds });
  });
});
