import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { refuseConfirmation } from './refuse-confirmation.js';

const label = {
  hasPhotograph: true,
  isWhole: true,
  enteredById: 'reader' as UserId,
  enteredByOrganisationId: 'coop' as OrganisationId,
};
const by = (userId: string, ...organisationIds: string[]) => ({
  userId: userId as UserId,
  organisationIds: organisationIds as OrganisationId[],
});

describe('who confirms a label', () => {
  it.each([
    ['somebody of another cooperative', by('officer', 'neighbour'), []],
    ['somebody of the base office', by('office', 'base'), []],
    ['whoever entered it', by('reader', 'coop'), ['LABEL_NEEDS_ANOTHER_PERSON']],
    ['whoever entered it, acting for another', by('reader', 'neighbour'), ['LABEL_NEEDS_ANOTHER_PERSON']],
    ['another account of the same cooperative', by('reader-2', 'coop'), ['LABEL_NEEDS_ANOTHER_ORGANISATION']],
    ['a member of both', by('both', 'neighbour', 'coop'), ['LABEL_NEEDS_ANOTHER_ORGANISATION']],
  ])('%s', (_, person, codes) => {
    expect(refuseConfirmation(label, person).map(({ code }) => code)).toEqual(codes);
  });

  it('has an interval and a maximum to compare, or that there is none', () => {
    const codes = refuseConfirmation({ ...label, isWhole: false }, by('officer', 'neighbour'));
    expect(codes.map(({ code }) => code)).toEqual(['LABEL_NOT_WHOLE']);
  });

  it('has a photograph to compare it with, whoever it is', () => {
    const bare = { ...label, hasPhotograph: false };
    const codesOf = (person: ReturnType<typeof by>) =>
      refuseConfirmation(bare, person).map(({ code }) => code);
    expect(codesOf(by('officer', 'neighbour'))).toEqual(['LABEL_NEEDS_PHOTOGRAPH']);
    expect(codesOf(by('reader', 'coop'))).toEqual(['LABEL_NEEDS_ANOTHER_PERSON', 'LABEL_NEEDS_PHOTOGRAPH']);
  });
});
