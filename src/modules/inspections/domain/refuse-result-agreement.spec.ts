import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { agreedWith, refuseResultAgreement, type AgreeableEntry } from './refuse-result-agreement.js';

const user = (id: string) => id as UserId;
const organisation = (id: string) => id as OrganisationId;
const entry = (id: string, changes: Partial<AgreeableEntry> = {}): AgreeableEntry => ({
  id,
  correctsId: null,
  isVoid: false,
  needsAgreement: false,
  isAgreed: false,
  correctedById: null,
  ...changes,
});
const late = (id: string, correctsId: string, changes: Partial<AgreeableEntry> = {}): AgreeableEntry =>
  entry(id, { correctsId, needsAgreement: true, correctedById: user('inspector'), ...changes });

const OFFICE = { userId: user('office'), organisationIds: [organisation('base')] };
const refused = (entryIds: string[], entries: AgreeableEntry[], by: Partial<typeof OFFICE> = {}) =>
  refuseResultAgreement(entryIds, entries, {
    bodyId: organisation('body'),
    onTheWay: [organisation('grower'), organisation('packhouse')],
    by: { ...OFFICE, ...by },
  }).map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`.trim());

describe('agreeing to what was corrected after the signature', () => {
  const entries = [
    entry('a'),
    late('b', 'a'),
    late('c', 'b'),
    entry('d'),
    late('e', 'd', { isAgreed: true }),
  ];

  it.each<[string, string[], string[]]>([
    ['is of the latest correction', ['c'], []],
    ['is refused of one that was corrected since', ['b'], ['CORRECTION_CORRECTED_SINCE entryIds.0']],
    ['is refused twice', ['c', 'e'], ['CORRECTION_AGREED_ALREADY entryIds.1']],
    ['is refused of what was signed', ['d'], ['CORRECTION_NEEDS_NO_AGREEMENT entryIds.0']],
    ['is refused of what is no entry here', ['x'], ['ENTRY_NOT_TO_CORRECT entryIds.0']],
  ])('%s', (_, entryIds, expected) => {
    expect(refused(entryIds, entries)).toEqual(expected);
  });

  it.each<[string, Partial<typeof OFFICE>, string[]]>([
    ['whoever made it', { userId: user('inspector') }, ['CORRECTION_NEEDS_ANOTHER_ORGANISATION entryIds.0']],
    [
      'whoever belongs to the body',
      { organisationIds: [organisation('base'), organisation('body')] },
      ['CORRECTION_NEEDS_ANOTHER_ORGANISATION entryIds.0'],
    ],
    [
      'whoever has a part in the fruit',
      { organisationIds: [organisation('base'), organisation('packhouse')] },
      ['AGREEMENT_NOT_INDEPENDENT'],
    ],
  ])('is refused to %s', (_, by, expected) => {
    expect(refused(['c'], entries, by)).toEqual(expected);
  });
});

describe('what is agreed to with a correction', () => {
  it.each<[string, AgreeableEntry[], string[]]>([
    ['itself', [entry('a'), late('c', 'a')], ['c']],
    ['those it corrects that wait', [entry('a'), late('b', 'a'), late('c', 'b')], ['c', 'b']],
    ['none that was agreed to', [entry('a'), late('b', 'a', { isAgreed: true }), late('c', 'b')], ['c']],
    ['none from before the signature', [entry('a'), entry('b', { correctsId: 'a' }), late('c', 'b')], ['c']],
  ])('%s', (_, entries, expected) => {
    expect(agreedWith(['c'], entries)).toEqual(expected);
  });
});
