import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate } from '../../../kernel/local-date.js';
import {
  refuseDesign,
  refuseDesignConfirmation,
  refuseDesignEnd,
  type DesignAsked,
  type DesignContext,
} from './refuse-label-design.js';
import { printAlike, refuseIssue, refuseUse, refuseWithdrawal } from './refuse-serials.js';

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

const asked: DesignAsked = {
  code: 'LD-1',
  brandCode: 'JOINT',
  organisationId: 'organisation',
  marketCode: 'XD',
  validFrom: localDate('2026-12-01'),
  validTo: localDate('2027-08-31'),
};
const fine: DesignContext = {
  brandExists: true,
  marketExists: true,
  codeTaken: false,
  organisation: { code: 'PACK-1', kind: 'PACKHOUSE', isClosed: false },
};

describe('a label design', () => {
  it.each<[string, Partial<DesignAsked>, Partial<DesignContext>, string[]]>([
    ['is fine for a packhouse', {}, {}, []],
    ['is fine for an exporter', {}, { organisation: { code: 'E', kind: 'EXPORTER', isClosed: false } }, []],
    ['is fine for any market', { marketCode: null }, { marketExists: false }, []],
    ['is fine for one day', { validTo: asked.validFrom }, {}, []],
    [
      'is not of a cooperative',
      {},
      { organisation: { code: 'C', kind: 'COOPERATIVE', isClosed: false } },
      ['LABEL_DESIGN_OF_A_PACKER_OR_EXPORTER'],
    ],
    [
      'is not of an organisation that is closed',
      {},
      { organisation: { code: 'P', kind: 'PACKHOUSE', isClosed: true } },
      ['LICENSEE_CLOSED'],
    ],
    [
      'names every reason at once',
      { validTo: localDate('2026-11-30') },
      { brandExists: false, marketExists: false, codeTaken: true, organisation: null },
      [
        'NOT_FOUND',
        'BRAND_UNKNOWN',
        'LABEL_DESIGN_MARKET_UNKNOWN',
        'LABEL_DESIGN_CODE_TAKEN',
        'LABEL_DESIGN_DATES_REVERSED',
      ],
    ],
  ])('%s', (_, change, context, expected) => {
    expect(codes(refuseDesign({ ...asked, ...change }, { ...fine, ...context }))).toEqual(expected);
  });

  const design = {
    code: 'LD-1',
    organisationId: 'packhouse',
    recordedById: 'ann',
    texts: '示例标签文字',
    isConfirmed: false,
  };
  it.each<[string, Partial<typeof design>, string, string[], string[]]>([
    ['by a second person', {}, 'bob', ['office'], []],
    ['not by who entered it', {}, 'ann', ['office'], ['LABEL_DESIGN_NEEDS_ANOTHER_PERSON']],
    [
      'not by somebody who prints it',
      {},
      'bob',
      ['office', 'packhouse'],
      ['LABEL_DESIGN_NEEDS_ANOTHER_PERSON'],
    ],
    ['not once what is printed was erased', { texts: '' }, 'bob', ['office'], ['TEXT_ERASED']],
    ['not twice', { isConfirmed: true }, 'bob', ['office'], ['LABEL_DESIGN_CONFIRMED_ALREADY']],
  ])('is confirmed %s', (_, change, userId, organisationIds, expected) => {
    expect(codes(refuseDesignConfirmation({ ...design, ...change }, { userId, organisationIds }))).toEqual(
      expected,
    );
  });

  it.each<[string, string | null, string, string[]]>([
    ['on its first day', null, '2026-12-01', []],
    ['on its last day', null, '2027-08-31', []],
    ['not before it began', null, '2026-11-30', ['LABEL_DESIGN_END_OUTSIDE']],
    ['not after it was over', null, '2027-09-01', ['LABEL_DESIGN_END_OUTSIDE']],
    ['not twice', '2027-01-01', '2027-01-02', ['LABEL_DESIGN_ENDED_ALREADY']],
  ])('ends %s', (_, before, day, expected) => {
    const endedOn = before === null ? null : localDate(before);
    expect(codes(refuseDesignEnd({ ...asked, endedOn }, localDate(day)))).toEqual(expected);
  });
});

describe('serial numbers', () => {
  const design = { code: 'LD-1', series: 'S26', isConfirmed: true };
  const context: Parameters<typeof refuseIssue>[1] = {
    design,
    packhouse: { code: 'PACK-1', kind: 'PACKHOUSE' },
    issuedBefore: false,
    alike: null,
    today: localDate('2026-12-10'),
  };
  const range = { first: 1, last: 5_000, issuedOn: localDate('2026-12-10') };

  it.each<[string, Partial<typeof range>, Partial<typeof context>, string[]]>([
    ['are issued to a packhouse', {}, {}, []],
    ['are issued one by one, too', { last: 1 }, {}, []],
    [
      'are not issued before the design is confirmed',
      {},
      { design: { ...design, isConfirmed: false } },
      ['LABEL_DESIGN_NOT_CONFIRMED'],
    ],
    [
      'are not issued to an exporter',
      {},
      { packhouse: { code: 'E', kind: 'EXPORTER' } },
      ['LABEL_RANGE_FOR_A_PACKHOUSE'],
    ],
    ['are not issued from the last to the first', { last: 0 }, {}, ['SERIALS_REVERSED']],
    ['are not issued tomorrow', { issuedOn: localDate('2026-12-11') }, {}, ['LABELS_IN_THE_FUTURE']],
    ['are not issued twice', {}, { issuedBefore: true }, ['SERIALS_ISSUED_ALREADY']],
    [
      'are not issued where others read alike',
      {},
      { alike: { series: 'S', first: 26_001, last: 26_001 } },
      ['SERIALS_READ_ALIKE'],
    ],
  ])('%s', (_, change, more, expected) => {
    expect(codes(refuseIssue({ ...range, ...change }, { ...context, ...more }))).toEqual(expected);
  });

  const alike = (a: [string, number, number], b: [string, number, number]) =>
    printAlike({ series: a[0], first: a[1], last: a[2] }, { series: b[0], first: b[1], last: b[2] });
  it.each<[string, [string, number, number], [string, number, number], boolean]>([
    ['read alike', ['Q', 123, 123], ['Q1', 23, 23], true],
    ['read alike whichever was first', ['Q1', 23, 23], ['Q', 123, 123], true],
    ['read alike somewhere in two ranges', ['Q', 1, 200], ['Q1', 1, 9], true],
    ['read alike with noughts before them', ['Q', 10_023, 10_023], ['Q1', 23, 23], true],
    ['read alike with noughts in the series', ['Q', 23, 23], ['Q0', 23, 23], true],
    ['do not, one number further', ['Q', 124, 199], ['Q1', 23, 23], false],
    ['do not, a letter between', ['Q', 1, 2_000_000_000], ['QA', 1, 50], false],
    ['do not, a hyphen between', ['Q', 1, 2_000_000_000], ['Q-1', 1, 50], false],
    ['do not, of two series of one length', ['Q1', 1, 50], ['Q2', 1, 50], false],
    ['do not count as such in one series', ['Q', 1, 50], ['Q', 1, 50], false],
  ])('%s', (_, a, b, expected) => {
    expect(alike(a, b)).toBe(expected);
  });

  it('are found alike wherever one of the printed forms is', () => {
    const printed = ({ series, first, last }: { series: string; first: number; last: number }) =>
      new Set(
        Array.from({ length: last - first + 1 }, (_, n) => String(first + n)).flatMap((digits) =>
          [0, 1, 2, 3].map((width) => series + digits.padStart(width, '0')),
        ),
      );
    const serials = fc
      .record({ series: fc.constantFrom('Q', 'Q0', 'Q1', 'Q12', 'Q2'), first: fc.nat(150), more: fc.nat(30) })
      .map(({ series, first, more }) => ({ series, first, last: first + more }));
    fc.assert(
      fc.property(serials, serials, (a, b) => {
        fc.pre(a.series !== b.series);
        const ofB = printed(b);
        const both = [...printed(a)].some((text) => ofB.has(text));
        return !both || printAlike(a, b);
      }),
    );
  });

  it('are not issued for labels without any', () => {
    const without = { ...context, design: { ...design, series: null }, issuedBefore: true };
    expect(codes(refuseIssue(range, without))).toEqual(['LABEL_DESIGN_WITHOUT_SERIALS']);
  });

  it.each<[string, string | null, string, string[]]>([
    ['on the day they were issued', null, '2026-12-01', []],
    ['not before', null, '2026-11-30', ['LABEL_RANGE_WITHDRAWN_BEFORE_ISSUED']],
    ['not tomorrow', null, '2026-12-11', ['LABELS_IN_THE_FUTURE']],
    ['not twice', '2026-12-05', '2026-12-06', ['LABEL_RANGE_WITHDRAWN_ALREADY']],
  ])('are withdrawn %s', (_, before, day, expected) => {
    const issued = {
      issuedOn: localDate('2026-12-01'),
      withdrawnOn: before === null ? null : localDate(before),
    };
    expect(codes(refuseWithdrawal(issued, localDate(day), localDate('2026-12-10')))).toEqual(expected);
  });

  const issued = { design, isIssued: true, isUsed: false };
  it.each<[string, number | null, number | null, Partial<typeof issued>, string[]]>([
    ['are used as issued', 1, 100, {}, []],
    ['are asked for', null, null, {}, ['SERIALS_MISSING']],
    ['are asked for to the last', 1, null, {}, ['SERIALS_MISSING']],
    ['run upwards', 100, 1, {}, ['SERIALS_REVERSED']],
    ['exist only if somebody issued them', 1, 100, { isIssued: false }, ['SERIALS_NOT_ISSUED']],
    ['are on one carton each', 1, 100, { isUsed: true }, ['SERIALS_USED_ALREADY']],
  ])('%s', (_, first, last, more, expected) => {
    expect(codes(refuseUse({ first, last }, { ...issued, ...more }))).toEqual(expected);
  });

  it('are not told of labels that carry none', () => {
    const plain = { ...issued, design: { ...design, series: null } };
    expect(codes(refuseUse({ first: null, last: null }, plain))).toEqual([]);
    expect(codes(refuseUse({ first: 1, last: 2 }, plain))).toEqual(['LABEL_DESIGN_WITHOUT_SERIALS']);
  });
});
