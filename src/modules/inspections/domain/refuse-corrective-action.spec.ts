import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { refuseAgreement, refuseCorrectiveAction, type RecordedAction } from './refuse-corrective-action.js';

const TODAY = localDate('2026-02-01');
const action: RecordedAction = {
  takenOn: TODAY,
  organisationId: 'packhouse' as OrganisationId,
  recordedById: 'clerk' as UserId,
  isConfirmed: false,
};
const by = (userId: string, ...organisationIds: string[]) => ({
  userId: userId as UserId,
  organisationIds: organisationIds as OrganisationId[],
});
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

it.each([
  ['2026-01-31', []],
  ['2026-02-01', []],
  ['2026-02-02', ['CORRECTIVE_ACTION_IN_THE_FUTURE']],
])('an action of %s, recorded on 2026-02-01: %j', (day, expected) => {
  expect(codes(refuseCorrectiveAction(localDate(day), TODAY))).toEqual(expected);
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
