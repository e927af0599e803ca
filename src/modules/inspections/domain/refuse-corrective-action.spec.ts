import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { refuseAgreement, refuseCorrectiveAction, type RecordedAction } from './refuse-corrective-action.js';

const TODAY = localDate('2026-02-01');
const action: RecordedAction = {
  takenOn: TODAY,
  organisationId: 'packhouse' as OrganisationId,
  recordedById: 'clerk' as UserId,
  measures: '换新传送带',
  isConfirmed: false,
};
const by = (userId: string, ...organisationIds: string[]) => ({
  userId: userId as UserId,
  organisationIds: organisationIds as OrganisationId[],
});
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

it.each([
  ['2026-02-01', '2026-01-20', []],
  ['2026-02-02', '2026-01-20', ['CORRECTIVE_ACTION_IN_THE_FUTURE']],
  ['2026-01-20', '2026-01-20', []],
  ['2026-01-19', '2026-01-20', ['CORRECTIVE_ACTION_BEFORE_SAMPLING']],
  ['1900-01-01', '2026-01-20', ['CORRECTIVE_ACTION_BEFORE_SAMPLING']],
  ['2026-02-01', null, ['CORRECTIVE_ACTION_WITHOUT_SAMPLE']],
  ['2026-02-02', null, ['CORRECTIVE_ACTION_IN_THE_FUTURE', 'CORRECTIVE_ACTION_WITHOUT_SAMPLE']],
])('an action of %s, recorded on 2026-02-01, first sampled on %s: %j', (day, first, expected) => {
  const firstSampled = first === null ? null : localDate(first);
  expect(codes(refuseCorrectiveAction(localDate(day), TODAY, firstSampled))).toEqual(expected);
});

describe('agreeing to a corrective action', () => {
  it.each([
    ['somebody of the base office', action, by('office', 'base'), []],
    ['who recorded it', action, by('clerk', 'base'), ['CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON']],
    [
      'who belongs to the packhouse as well',
      action,
      by('office', 'base', 'packhouse'),
      ['CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION'],
    ],
    ['when what was done is erased', { ...action, measures: '' }, by('office', 'base'), ['TEXT_ERASED']],
    [
      'a second time, and by who recorded it: every reason at once',
      { ...action, isConfirmed: true },
      by('clerk', 'packhouse'),
      [
        'CORRECTIVE_ACTION_CONFIRMED',
        'CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON',
        'CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION',
      ],
    ],
  ])('%s', (_, recorded, who, expected) => {
    expect(codes(refuseAgreement(recorded, who))).toEqual(expected);
  });
});
