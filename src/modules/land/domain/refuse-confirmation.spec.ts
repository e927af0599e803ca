import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { refuseConfirmation, type ConfirmableEntry } from './refuse-confirmation.js';

const entry = (changes: Partial<ConfirmableEntry> = {}): ConfirmableEntry => ({
  name: 'DEMO-1',
  recordedById: 'clerk' as UserId,
  isConfirmed: false,
  gainers: ['cooperative' as OrganisationId],
  ...changes,
});
const office = { userId: 'officer' as UserId, organisationIds: ['office' as OrganisationId] };

describe('confirming an entry', () => {
  const cases: [string, ConfirmableEntry[], typeof office, string[]][] = [
    ['is for somebody of the base office who had no part in it', [entry()], office, []],
    ['may be of what nobody is known to have entered', [entry({ recordedById: null })], office, []],
    [
      'is not for the person who entered it, in another organisation neither',
      [entry({ recordedById: office.userId })],
      office,
      ['ENTRY_NEEDS_ANOTHER_PERSON'],
    ],
    [
      'is not for somebody who also belongs to whoever gains by it',
      [entry()],
      { ...office, organisationIds: [...office.organisationIds, 'cooperative' as OrganisationId] },
      ['ENTRY_NEEDS_ANOTHER_ORGANISATION'],
    ],
    ['is done once', [entry({ isConfirmed: true })], office, ['ENTRY_CONFIRMED']],
    ['goes on with what is left of a list', [entry({ isConfirmed: true }), entry()], office, []],
    [
      'is refused with every reason at once',
      [entry({ isConfirmed: true, recordedById: office.userId, gainers: office.organisationIds })],
      office,
      ['ENTRY_NEEDS_ANOTHER_PERSON', 'ENTRY_NEEDS_ANOTHER_ORGANISATION', 'ENTRY_CONFIRMED'],
    ],
  ];
  it.each(cases)('%s', (_, entries, by, codes) => {
    expect(refuseConfirmation(entries, by).map(({ code }) => code)).toEqual(codes);
  });
});
