import { describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { INSPECTION_STATES, refuseStep } from './inspection-state.js';
import { refuseInspector } from './refuse-inspector.js';
import { refuseRequest } from './refuse-request.js';
import { refuseSample } from './refuse-sample.js';

const org = (id: string) => id as OrganisationId;
const onTheWay = ['packhouse', 'first-packhouse', 'exporter', 'coop-zizhong', 'coop-rongchang'].map(org);

describe('who may inspect', () => {
  it('is somebody who belongs to none of those who grew, held, packed, receive or ship the fruit', () => {
    expect(refuseInspector([org('inspection-body'), org('university')], onTheWay)).toEqual([]);
  });

  it.each(['packhouse', 'first-packhouse', 'exporter', 'coop-zizhong', 'coop-rongchang'])(
    'is not somebody who also belongs to %s, whatever organisation he or she acts for',
    (other) => {
      expect(refuseInspector([org('inspection-body'), org(other)], onTheWay)).toEqual([
        { code: 'INSPECTOR_NOT_INDEPENDENT', values: { organisations: 1 } },
      ]);
    },
  );

  it('counts each interested organisation once', () => {
    const belongsTo = [org('packhouse'), org('exporter'), org('packhouse')];
    expect(refuseInspector(belongsTo, onTheWay)).toMatchObject([{ values: { organisations: 2 } }]);
  });
});

describe('the steps of an inspection', () => {
  it.each([
    ['sample', ['REQUESTED', 'SAMPLED']],
    ['record', ['SAMPLED']],
    ['sign', ['SAMPLED']],
    ['cancel', ['REQUESTED']],
  ] as const)('allow to %s only in %j', (step, allowed) => {
    const possible = INSPECTION_STATES.filter(
      (state) => refuseStep({ code: 'I-1', state }, step).length === 0,
    );
    expect(possible).toEqual(allowed);
  });

  it('say of a signed inspection that it is final', () => {
    expect(refuseStep({ code: 'I-1', state: 'SIGNED' }, 'record')).toEqual([
      { code: 'INSPECTION_SIGNED', values: { inspection: 'I-1' } },
    ]);
  });
});

describe('asking for an inspection', () => {
  const batch = { code: 'P-1', kind: 'PACKED', holderId: org('packhouse'), consignedToId: org('exporter') };
  const by = (id: string, organisationKind: 'PACKHOUSE' | 'EXPORTER' | 'BASE_OFFICE') => ({
    organisationId: org(id),
    organisationKind,
  });

  it.each([
    ['the holder', by('packhouse', 'PACKHOUSE')],
    ['the exporter it is consigned to', by('exporter', 'EXPORTER')],
    ['the base office', by('office', 'BASE_OFFICE')],
  ])('is for %s', (_, asking) => {
    expect(refuseRequest(batch, 'INSPECTION_BODY', asking, null)).toEqual([]);
  });

  it('is refused with every reason at once', () => {
    const loose = { ...batch, kind: 'GRADED' };
    const codes = refuseRequest(loose, 'PACKHOUSE', by('stranger', 'EXPORTER'), 'I-9').map(
      ({ code }) => code,
    );
    expect(codes).toEqual([
      'INSPECTION_NOT_YOURS_TO_REQUEST',
      'NOT_A_PACKED_BATCH',
      'NOT_AN_INSPECTION_BODY',
      'INSPECTION_ALREADY_REQUESTED',
    ]);
  });
});

describe('a sample', () => {
  const packed = { packedOn: localDate('2026-11-20'), cartonCount: 100 };
  const today = localDate('2026-11-22');
  const sample = (sampledOn: string, cartons: number) => ({
    sampledOn: localDate(sampledOn),
    cartons,
    fruits: 50,
    places: null,
  });

  it.each([
    ['on the day it was packed', sample('2026-11-20', 5)],
    ['today, of every carton', sample('2026-11-22', 100)],
  ])('may be taken %s', (_, taken) => {
    expect(refuseSample(taken, packed, today)).toEqual([]);
  });

  it.each([
    ['in the future', sample('2026-11-23', 5), 'INSPECTION_DAY_IN_FUTURE'],
    ['before it was packed', sample('2026-11-19', 5), 'SAMPLED_BEFORE_PACKED'],
    ['of more cartons than there are', sample('2026-11-21', 101), 'SAMPLE_EXCEEDS_BATCH'],
  ])('cannot have been taken %s', (_, taken, code) => {
    expect(refuseSample(taken, packed, today).map((refusal) => refusal.code)).toEqual([code]);
  });
});
