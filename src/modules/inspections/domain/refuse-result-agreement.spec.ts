import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { refuseResultAgreement, settledWith, type AgreeableEntry } from './refuse-result-agreement.js';

const DAY = '2026-11-02T00:00:00.000Z' as Instant;
const user = (id: string) => id as UserId;
const organisation = (id: string) => id as OrganisationId;
const entry = (id: string, changes: Partial<AgreeableEntry> = {}): AgreeableEntry => ({
  id,
  correctsId: null,
  isVoid: false,
  needsAgreement: false,
  agreedAt: null,
  declinedAt: null,
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
    late('e', 'd', { agreedAt: DAY }),
    entry('f'),
    late('g', 'f', { declinedAt: DAY }),
  ];

  it.each<[string, string[], string[]]>([
    ['is of the latest correction', ['c'], []],
    ['is refused of one that was corrected since', ['b'], ['CORRECTION_CORRECTED_SINCE entryIds.0']],
    ['is refused twice', ['c', 'e'], ['CORRECTION_AGREED_ALREADY entryIds.1']],
    ['is refused of what was declined', ['g'], ['CORRECTION_DECLINED entryIds.0']],
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

describe('agreeing to a correction of a correction', () => {
  const before = late('b', 'a', { correctedById: OFFICE.userId });
  it.each<[string, AgreeableEntry, string[]]>([
    ['is refused to who made the first', before, ['CORRECTION_NEEDS_ANOTHER_ORGANISATION entryIds.0']],
    ['not where that one was agreed to by somebody else', { ...before, agreedAt: DAY }, []],
  ])('%s', (_, first, expected) => {
    expect(refused(['c'], [entry('a'), first, late('c', 'b')])).toEqual(expected);
  });
});

describe('what is agreed to with a correction', () => {
  it.each<[string, AgreeableEntry[], string[]]>([
    ['itself', [entry('a'), late('c', 'a')], ['c']],
    ['those it corrects that wait', [entry('a'), late('b', 'a'), late('c', 'b')], ['c', 'b']],
    ['none that was agreed to', [entry('a'), late('b', 'a', { agreedAt: DAY }), late('c', 'b')], ['c']],
    ['none from before the signature', [entry('a'), entry('b', { correctsId: 'a' }), late('c', 'b')], ['c']],
  ])('%s', (_, entries, expected) => {
    expect(settledWith(['c'], entries, null)).toEqual(expected);
  });
});

describe('what is declined with a correction', () => {
  const signed = entry('a');
  it.each<[string, AgreeableEntry[], string[], string[]]>([
    // declined with it; agreed to with it
    ['those it corrects that wait', [signed, late('b', 'a'), late('c', 'b')], ['c', 'b'], ['c', 'b']],
    [
      'none that was declined before, which is agreed to with it',
      [signed, late('b', 'a', { declinedAt: DAY }), late('c', 'b')],
      ['c'],
      ['c', 'b'],
    ],
    ['none that was agreed to', [signed, late('b', 'a', { agreedAt: DAY }), late('c', 'b')], ['c'], ['c']],
  ])('%s', (_, entries, declined, agreed) => {
    expect(settledWith(['c'], entries, 'NOT_SHOWN')).toEqual(declined);
    expect(settledWith(['c'], entries, null)).toEqual(agreed);
  });
});
