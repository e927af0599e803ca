import { describe, expect, it } from '@jest/globals';
import { instant } from '../../../kernel/instant.js';
import { localDate } from '../../../kernel/local-date.js';
import type { Finding } from '../../standards/domain/finding.js';
import { sentenceOf } from '../../../kernel/refusal.js';
import '../lot.refusals.js';
import type { LotRefusal } from '../lot.refusals.js';
import { moveBetween, type LotState } from './lot-state.js';
import { findingKey } from './release.js';
import { refuseMove, type MoveTold, type MovingLot } from './refuse-move.js';
import { sampleFinding } from './sample-findings.js';

const NOW = instant('2026-11-22T01:00:00Z');
const SINCE = instant('2026-11-20T01:00:00Z');
const passing = [sampleFinding()];

const lot = (given: Partial<MovingLot> = {}): MovingLot => ({
  code: 'L2627-1',
  state: 'OPEN',
  transport: 'SEA',
  cartonCount: 100,
  openHoldCount: 0,
  declaration: null,
  certificates: [],
  since: SINCE,
  ...given,
});
const told = (given: Partial<MoveTold> = {}): MoveTold => ({ occurredAt: NOW, ...given });

function codes(
  given: Partial<MovingLot>,
  to: LotState,
  facts: Partial<MoveTold> = {},
  findings = passing,
): string[] {
  const moving = lot(given);
  const move = moveBetween(moving.state, to);
  if (!move) throw new Error('no such move');
  return refuseMove(moving, move, told(facts), NOW, findings).map(({ code }) => code);
}

const certificate = {
  number: 'PC-1',
  issuedOn: localDate('2026-11-21'),
  validUntil: localDate('2026-11-30'),
};
const declaration = {
  number: 'D-1',
  varietyCodes: ['TAROCCO'],
  cartonCount: 100,
  registrationNumbers: ['R-1'],
};
const customsFinding = {
  varietyCodes: ['TAROCCO'],
  cartonCount: 100,
  registrationNumbers: ['R-1'],
  fruitTemperatureCelsius: '4',
};

describe('moving a lot', () => {
  it.each([
    ['OPEN', 'CLEARED', {}],
    ['CLEARED', 'OPEN', { reason: 'one batch more' }],
    ['CLEARED', 'DECLARED', { declarationNumber: 'D-1' }],
    ['DECLARED', 'INSPECTED', { customsFinding }],
    ['INSPECTED', 'CERTIFIED', { certificate }],
    ['CERTIFIED', 'LOADED', { containerNumber: 'CSQU3054383', sealNumber: 'TEST-0001' }],
    ['LOADED', 'DEPARTED', {}],
    ['DEPARTED', 'ARRIVED', {}],
    ['ARRIVED', 'CLOSED', {}],
    ['DEPARTED', 'RETURNED', { reason: 'refused by the buyer' }],
    ['RETURNED', 'DIVERTED', { reason: 'sold at home' }],
  ] as const)('%s to %s goes through when all is there', (state, to, facts) => {
    expect(codes({ state, declaration }, to, facts)).toEqual([]);
  });

  it.each([
    ['CLEARED', 'OPEN', ['reason']],
    ['CLEARED', 'DECLARED', ['declarationNumber']],
    ['DECLARED', 'INSPECTED', ['customsFinding']],
    ['INSPECTED', 'CERTIFIED', ['certificate']],
    ['CERTIFIED', 'LOADED', ['containerNumber', 'sealNumber']],
    ['OPEN', 'CANCELLED', ['reason']],
    ['DEPARTED', 'RETURNED', ['reason']],
  ] as const)('%s to %s needs %j', (state, to, missing) => {
    const moving = lot({ state });
    const blank = { reason: '  ', declarationNumber: '', containerNumber: ' ', sealNumber: null };
    const refusals = refuseMove(moving, moveBetween(state, to)!, told(blank), NOW, passing);
    expect(refusals.map((refusal) => ({ code: refusal.code, path: refusal.path }))).toEqual(
      missing.map((fact) => ({ code: 'MOVE_FACT_MISSING', path: [fact] })),
    );
  });

  it('gives every reason at once: empty, held, and each requirement that is not met', () => {
    const findings = [
      sampleFinding({ verdict: 'FAIL' }),
      sampleFinding({ ruleCode: 'CHANNEL-OPEN', unity: 'CHANNEL', verdict: 'INDETERMINATE' }),
    ];
    expect(codes({ cartonCount: 0, openHoldCount: 2 }, 'CLEARED', {}, findings)).toEqual([
      'LOT_EMPTY',
      'LOT_HELD',
      'REQUIREMENT_NOT_MET',
      'REQUIREMENT_NOT_MET',
    ]);
  });

  it('lets an INDETERMINATE pass that two people released, and no other', () => {
    const undecided = ['a', 'b'].map((id) =>
      sampleFinding({ verdict: 'INDETERMINATE', subject: { type: 'BATCH', id } }),
    );
    const move = moveBetween('OPEN', 'CLEARED')!;
    const refusedWith = (released: readonly Finding[]) =>
      refuseMove(lot(), move, told(), NOW, undecided, new Set(released.map(findingKey)));
    expect(refusedWith(undecided)).toEqual([]);
    expect(refusedWith([undecided[0]!])).toMatchObject([
      { code: 'REQUIREMENT_NOT_MET', values: { findings: [undecided[1]] } },
    ]);
  });

  it('takes no certificate that is older than the inspection by customs', () => {
    const older = { ...certificate, issuedOn: localDate('2026-11-19') };
    expect(codes({ state: 'INSPECTED', declaration }, 'CERTIFIED', { certificate: older })).toEqual([
      'CERTIFICATE_BEFORE_INSPECTION',
    ]);
    const sameDay = { ...certificate, issuedOn: localDate('2026-11-20') };
    expect(codes({ state: 'INSPECTED', declaration }, 'CERTIFIED', { certificate: sameDay })).toEqual([]);
  });

  it.each([
    ['RETURNED', null, []],
    ['RETURNED', 'CN', []],
    ['RETURNED', 'TH', ['RETURNED_STAYS_HOME']],
    ['DEPARTED', 'TH', []],
  ] as const)('%s diverted to %s: %j', (state, marketCode, expected) => {
    expect(codes({ state, declaration }, 'DIVERTED', { reason: 'storm', marketCode })).toEqual(expected);
  });

  it('does not take "nothing was judged" for a pass', () => {
    const advice = [sampleFinding({ gating: false, effect: 'ADVICE' })];
    expect(codes({}, 'CLEARED', {}, [])).toEqual(['LOT_NOT_JUDGED']);
    expect(codes({}, 'CLEARED', {}, advice)).toEqual(['LOT_NOT_JUDGED']);
  });

  it('takes held fruit back and cancels a held lot: a hold stops ways forward only', () => {
    const held = { openHoldCount: 1 };
    expect(codes({ ...held, state: 'CLEARED' }, 'OPEN', { reason: 'take it out' })).toEqual([]);
    expect(codes({ ...held, state: 'LOADED' }, 'CANCELLED', { reason: 'recalled' })).toEqual([]);
    expect(codes({ ...held, state: 'LOADED' }, 'DEPARTED')).toEqual(['LOT_HELD']);
    expect(codes({ ...held, state: 'RETURNED' }, 'DIVERTED', { reason: 'sold at home' })).toEqual([
      'LOT_HELD',
    ]);
  });

  it('records an arrival although a rule fails by now', () => {
    expect(
      codes({ state: 'DEPARTED', openHoldCount: 1 }, 'ARRIVED', {}, [sampleFinding({ verdict: 'FAIL' })]),
    ).toEqual([]);
  });

  it('diverts whatever the channel says, and not against a rule for the fruit', () => {
    const channel = sampleFinding({ unity: 'CHANNEL', verdict: 'FAIL' });
    const reason = { reason: 'sold at home' };
    expect(codes({ state: 'ARRIVED' }, 'DIVERTED', reason, [channel, ...passing])).toEqual([]);
    const residue = sampleFinding({ verdict: 'FAIL' });
    expect(codes({ state: 'ARRIVED' }, 'DIVERTED', reason, [residue])).toEqual(['REQUIREMENT_NOT_MET']);
  });

  it('refuses a move in the future, or before the one before it', () => {
    expect(codes({}, 'CLEARED', { occurredAt: instant('2026-11-22T01:00:01Z') })).toEqual(['MOVE_IN_FUTURE']);
    expect(codes({}, 'CLEARED', { occurredAt: instant('2026-11-20T00:59:59Z') })).toEqual([
      'MOVE_BEFORE_LAST',
    ]);
    expect(codes({}, 'CLEARED', { occurredAt: SINCE })).toEqual([]);
  });

  it('refuses a certificate issued in the future or valid until before it was issued', () => {
    const late = { ...certificate, issuedOn: localDate('2026-11-23') };
    const short = { ...certificate, validUntil: localDate('2026-11-20') };
    expect(codes({ state: 'INSPECTED' }, 'CERTIFIED', { certificate: late })).toEqual(['DOCUMENT_IN_FUTURE']);
    expect(codes({ state: 'INSPECTED' }, 'CERTIFIED', { certificate: short })).toEqual(['DOCUMENT_DATES']);
  });

  it('refuses a container and a seal that cannot be, by the transport of its channel', () => {
    const loaded = { containerNumber: 'TEST-1234', sealNumber: 'TEST-0001' };
    expect(codes({ state: 'CERTIFIED' }, 'LOADED', loaded)).toEqual(['NOT_A_CONTAINER']);
    expect(codes({ state: 'CERTIFIED', transport: 'ROAD' }, 'LOADED', loaded)).toEqual([]);
  });

  it.each([
    ['400', ['FRUIT_TEMPERATURE_IMPOSSIBLE']],
    ['-273.16', ['FRUIT_TEMPERATURE_IMPOSSIBLE']],
    ['40', []],
    ['-0.6', []],
  ])('takes a fruit temperature of %s °C with %j', (fruitTemperatureCelsius, expected) => {
    const found = { ...customsFinding, fruitTemperatureCelsius };
    expect(codes({ state: 'DECLARED', declaration }, 'INSPECTED', { customsFinding: found })).toEqual(
      expected,
    );
  });

  it('refuses INSPECTED where customs found anything but what was declared', () => {
    const found = { ...customsFinding, varietyCodes: ['MORO'], cartonCount: 99 };
    expect(codes({ state: 'DECLARED', declaration }, 'INSPECTED', { customsFinding: found })).toEqual([
      'DIFFERS_FROM_DECLARATION',
      'DIFFERS_FROM_DECLARATION',
    ]);
  });
});

describe('what is said of a requirement that is not met', () => {
  const refusal = (findings: LotRefusal & { code: 'REQUIREMENT_NOT_MET' }) => sentenceOf(findings);

  it('names the unity, the rule, how many failed and are undecided, and why', () => {
    const findings = [
      sampleFinding({ verdict: 'FAIL' }),
      sampleFinding({ verdict: 'FAIL' }),
      sampleFinding({ verdict: 'INDETERMINATE' }),
    ];
    expect(
      refusal({ code: 'REQUIREMENT_NOT_MET', values: { unity: 'STANDARD', rule: 'RULE', findings } }),
    ).toEqual({
      zh: '统一标准：残留不超限，不合格 2 项、待判定 1 项。说明。',
      en: 'One standard: Residues within the limit, 2 failed, 1 undecided. Why.',
    });
  });

  it.each([
    ['valid from today for one day', { issuedOn: '2026-11-22', validUntil: '2026-11-22' }, []],
    ['that ran out yesterday', { validUntil: '2026-11-21' }, ['CERTIFICATE_OUT_OF_DATE']],
    ['issued tomorrow', { issuedOn: '2026-11-23' }, ['DOCUMENT_IN_FUTURE']],
    ['that ends before it begins', { validUntil: '2026-11-20' }, ['DOCUMENT_DATES']],
  ])('is certified only by a certificate that can be used: one %s', (_, dates, expected) => {
    const days = Object.entries(dates).map(([name, day]) => [name, localDate(day)]);
    const changed = { ...certificate, ...(Object.fromEntries(days) as object) };
    expect(codes({ state: 'INSPECTED' }, 'CERTIFIED', { certificate: changed })).toEqual(expected);
  });

  const until = (day: string | null) => ({
    issuedOn: localDate('2026-11-20'),
    validUntil: day === null ? null : localDate(day),
  });
  it.each([
    ['one that is valid on the day', [until('2026-11-22')], []],
    ['one without a last day', [until(null)], []],
    ['one that ran out the day before', [until('2026-11-21')], ['CERTIFICATE_OUT_OF_DATE']],
    ['a second one, the first having run out', [until('2026-11-21'), until('2026-11-25')], []],
    ['none that the product knows, which is a matter of the market', [], []],
  ])('departs under %s', (_, certificates, expected) => {
    expect(codes({ state: 'LOADED', certificates }, 'DEPARTED')).toEqual(expected);
  });

  it('counts the day of the departure and not that of its entry', () => {
    const yesterday = instant('2026-11-21T01:00:00Z');
    expect(
      codes({ state: 'LOADED', certificates: [until('2026-11-21')] }, 'DEPARTED', { occurredAt: yesterday }),
    ).toEqual([]);
  });
});
