import { describe, expect, it } from '@jest/globals';
import type { RegistrationId } from '../../../kernel/ids.js';
import { printedAfter, refuseRelabel, type RelabelledBatch, type RelabelTold } from './relabel.js';

const id = (name: string): RegistrationId => name as RegistrationId;

const packed: RelabelledBatch = {
  code: 'P1',
  kind: 'PACKED',
  madeAt: '2026-02-21T06:30:00.000Z',
  cartonCount: 10,
  remainingCartons: 10,
  brandCode: 'JOINT',
  geographicalIndicationCode: 'GI',
  registrationId: id('R1'),
  class: 'I',
  sizeCode: '6',
  marketCode: 'XD',
};
const nothing: RelabelTold = {
  takesOff: [],
  registrationId: null,
  class: null,
  sizeCode: null,
  marketCode: null,
};

describe('what is on the cartons after relabelling', () => {
  it.each<[string, Partial<RelabelTold>, object]>([
    ['the brand comes off', { takesOff: ['BRAND'] }, { brandCode: null }],
    [
      'the indication comes off',
      { takesOff: ['GEOGRAPHICAL_INDICATION'] },
      { geographicalIndicationCode: null },
    ],
    [
      'both come off',
      { takesOff: ['BRAND', 'GEOGRAPHICAL_INDICATION'] },
      { brandCode: null, geographicalIndicationCode: null },
    ],
    ['another registration goes on', { registrationId: id('R2') }, { registrationId: 'R2' }],
    ['the class that was measured', { class: 'II' }, { class: 'II' }],
    ['another market', { marketCode: 'RU' }, { marketCode: 'RU' }],
    ['the size that was measured', { sizeCode: '7' }, { sizeCode: '7' }],
    ['nothing is said, and all stays', {}, {}],
  ])('%s', (_, told, changed) => {
    const {
      code: _code,
      kind: _kind,
      madeAt: _madeAt,
      cartonCount: _all,
      remainingCartons: _left,
      ...before
    } = packed;
    expect(printedAfter(before, { ...nothing, ...told })).toEqual({ ...before, ...changed });
  });
});

describe('relabelling', () => {
  const off: RelabelTold = { ...nothing, takesOff: ['GEOGRAPHICAL_INDICATION'] };
  it.each<[string, RelabelledBatch | null, RelabelTold, string, string[]]>([
    ['of fruit that is there, packed', packed, off, packed.madeAt, []],
    ['of somebody else’s fruit', null, off, packed.madeAt, ['BATCH_NOT_FOUND']],
    ['of loose fruit', { ...packed, kind: 'GRADED' }, off, packed.madeAt, ['RELABEL_NOT_PACKED']],
    ['that says nothing', packed, nothing, packed.madeAt, ['RELABEL_CHANGES_NOTHING']],
    [
      'that takes off what is not on it',
      { ...packed, geographicalIndicationCode: null },
      off,
      packed.madeAt,
      ['RELABEL_CHANGES_NOTHING'],
    ],
    [
      'that prints the registration which is printed',
      packed,
      { ...nothing, registrationId: id('R1') },
      packed.madeAt,
      ['RELABEL_CHANGES_NOTHING'],
    ],
    [
      'of which one carton is in a lot',
      { ...packed, remainingCartons: 9 },
      off,
      packed.madeAt,
      ['RELABEL_CARTONS_OUT'],
    ],
    ['for another market', packed, { ...nothing, marketCode: 'RU' }, packed.madeAt, []],
    [
      'for a market that is settled before packing',
      packed,
      { ...nothing, marketCode: 'TH' },
      packed.madeAt,
      ['RELABEL_MARKET_FIXED'],
    ],
    [
      'that names such a market, for which it was packed',
      { ...packed, marketCode: 'TH' },
      { ...off, marketCode: 'TH' },
      packed.madeAt,
      [],
    ],
    ['before it was packed', packed, off, '2026-02-21T06:29:59.999Z', ['RUN_BEFORE_ITS_FRUIT']],
    [
      'that is wrong in every way is told so at once',
      { ...packed, remainingCartons: 0 },
      nothing,
      '2026-01-01T00:00:00.000Z',
      ['RELABEL_CHANGES_NOTHING', 'RELABEL_CARTONS_OUT', 'RUN_BEFORE_ITS_FRUIT'],
    ],
  ])('%s', (_, batch, told, relabelledAt, codes) => {
    const refused = refuseRelabel(batch, { ...told, batchId: 'b', relabelledAt }, told.marketCode === 'TH');
    expect(refused.map(({ code }) => code)).toEqual(codes);
  });
});
