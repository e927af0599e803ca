import { describe, expect, it } from '@jest/globals';
import type { BatchId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import { HOLD_REASONS } from '../../batches/domain/hold-reason.js';
import { sampleTreatment } from '../../standards/domain/sample-facts.js';
import type { FruitFactRow, StatedDaysRow } from '../fact-rows.js';
import { batchFacts, documentFacts, packersOf, plotFacts } from './facts-of.js';
import { facts, held, inspected, member, origin, recorded, stated, work } from './sample-rows.js';

describe('the facts of a packed batch', () => {
  it('keep "not recorded" and "recorded: there is none" apart', () => {
    expect(facts()).toMatchObject({ brandClaims: [], indicationClaims: [], openHolds: [], inspections: [] });
    expect(facts()).toMatchObject({ measurements: null, laboratoryResults: null });
    expect(facts({ inspections: [inspected()] })).toMatchObject({ measurements: [], laboratoryResults: [] });
    expect(facts({ origins: [], growing: [] })).toMatchObject({ origins: null, sprays: null });
  });

  it('have the interested parties once each: growers, packer, holder, consignee', () => {
    expect(facts().interestedOrganisationIds).toEqual(['coop', 'exporter', 'packhouse']);
    expect(packersOf(recorded({ members: [member(), member({ id: 'other' as BatchId })] }))).toEqual([
      'packhouse',
    ]);
  });

  it.each<[string, StatedDaysRow[], string[] | null]>([
    ['all of it is stated', [stated('a'), stated('b')], null],
    ['more is stated than is looked at', [stated('a', '2024-09-01', '2026-03-31'), stated('b')], null],
    [
      'it is stated in parts',
      [stated('a', '2025-01-01', '2025-08-31'), stated('a', '2025-09-01'), stated('b')],
      null,
    ],
    ['nobody stated anything', [], ['a 2025-01-21..2026-01-20', 'b 2025-01-21..2026-01-20']],
    ['one plot is not stated, however clean the other', [stated('a')], ['b 2025-01-21..2026-01-20']],
    [
      'the day of the harvest is not stated',
      [stated('a', '2025-01-01', '2026-01-19'), stated('b')],
      ['a 2026-01-20..2026-01-20'],
    ],
    ['the season alone is stated', [stated('a', '2025-09-01'), stated('b')], ['a 2025-01-21..2025-08-31']],
    ['another plot is stated', [stated('a'), stated('c')], ['b 2025-01-21..2026-01-20']],
  ])(
    'know whether sprays on record are all by what was stated of the year up to the harvest: %s',
    (_, said, open) => {
      const { sprays, unstatedSprays } = facts({ stated: said });
      expect(sprays?.length ?? null).toBe(open === null ? 2 : null);
      expect(unstatedSprays?.days.map(({ plotId, from, to }) => `${plotId} ${from}..${to}`) ?? null).toEqual(
        open,
      );
      // What is on record speaks against the fruit all the same.
      expect(unstatedSprays?.recorded.length ?? null).toBe(open === null ? null : 2);
    },
  );

  it('know that nothing was sprayed where that is stated, and nothing of it where it is not', () => {
    expect(facts({ growing: [] }).sprays).toEqual([]);
    expect(facts({ growing: [], stated: [] })).toMatchObject({
      sprays: null,
      unstatedSprays: { recorded: [] },
    });
  });

  it('ask of each plot what its own harvests look at', () => {
    const later = { ...origin('a'), harvestBatchId: 'later', harvestedOn: localDate('2026-02-20') };
    const row = recorded({ origins: [origin('a'), later, origin('b')] });
    const days = [{ plotId: 'a', from: '2026-01-21', to: '2026-02-20' }];
    expect(batchFacts(row)[0]?.unstatedSprays?.days).toMatchObject(days);
    const [a, b] = plotFacts(row);
    expect(a).toMatchObject({
      id: 'a',
      sprays: null,
      unstatedSprays: { recorded: [{ id: 'work-a' }], days },
    });
    expect(b).toEqual({ id: 'b', sprays: [expect.objectContaining({ id: 'work-b' })] });
  });

  it('know nothing of treatments that no packhouse said anything of, and of none that it said there was none', () => {
    const of = sampleTreatment();
    expect(facts().treatments).toBeNull();
    const isWithdrawn = false;
    expect(facts({ treatments: [{ batchId: 'batch', of: null, isWithdrawn }] }).treatments).toEqual([]);
    const both = [
      { batchId: 'batch', of: null, isWithdrawn },
      { batchId: 'batch', of, isWithdrawn },
      { batchId: 'other', of, isWithdrawn },
    ];
    expect(facts({ treatments: both }).treatments).toEqual([of]);
    expect(facts({ treatments: both })).not.toHaveProperty('withdrawnTreatments');
  });

  it('tell apart what was withdrawn and nobody agreed to that, which is no record that stands', () => {
    const of = sampleTreatment();
    expect(facts({ treatments: [{ batchId: 'batch', of, isWithdrawn: true }] })).toMatchObject({
      treatments: null,
      withdrawnTreatments: [of],
    });
    const growing = [work('a'), work('b', { withdrawnById: 'void' })];
    expect(facts({ growing })).toMatchObject({
      sprays: [{ id: 'work-a' }],
      withdrawnSprays: [{ id: 'work-b', correctedById: 'void' }],
    });
    expect(facts({ growing, stated: [] })).toMatchObject({
      unstatedSprays: { recorded: [{ id: 'work-a' }] },
      withdrawnSprays: [{ id: 'work-b' }],
    });
    expect(plotFacts(recorded({ growing }))).toMatchObject([
      { id: 'a', sprays: [{ id: 'work-a' }] },
      { id: 'b', sprays: [], withdrawnSprays: [{ id: 'work-b' }] },
    ]);
    expect(facts()).not.toHaveProperty('withdrawnSprays');
  });

  it('say of what was withdrawn whether the base office declined that', () => {
    const isWithdrawalDeclined = true;
    const [treatment, waiting] = [sampleTreatment({ id: 'a' }), sampleTreatment({ id: 'b' })];
    const treatments = [
      { batchId: 'batch', of: treatment, isWithdrawn: true, isWithdrawalDeclined },
      { batchId: 'batch', of: waiting, isWithdrawn: true, isWithdrawalDeclined: null },
    ];
    expect(facts({ treatments }).withdrawnTreatments).toEqual([
      { ...treatment, isWithdrawalDeclined },
      waiting,
    ]);
    const growing = [
      work('a', { withdrawnById: 'void', isWithdrawalDeclined }),
      work('b', { withdrawnById: 'c', isWithdrawalDeclined: null }),
    ];
    const [first, second] = facts({ growing }).withdrawnSprays ?? [];
    expect(first).toMatchObject({ correctedById: 'void', isWithdrawalDeclined });
    expect(second).not.toHaveProperty('isWithdrawalDeclined');
  });

  it('know no ingredients of a spray that names none', () => {
    const [first] = facts({ growing: [work('a', { substances: [] }), work('b')] }).sprays ?? [];
    expect(first).toMatchObject({ substances: null, preharvestIntervalDays: null });
  });

  it('recognise ingredients by what is known when the facts are gathered, and say which are not', () => {
    const called = [
      { name: '呋喃丹', code: 'carbofuran' },
      { name: '祖传秘方', code: null },
    ];
    const of = sampleTreatment({ substances: ['祖传秘方', 'imazalil'] });
    const { sprays, treatments } = facts({
      growing: [work('a', { substances: ['呋喃丹'] }), work('b', { substances: ['祖传秘方', '呋喃丹'] })],
      treatments: [{ batchId: 'batch', isWithdrawn: false, of }],
      called,
    });
    // The same name is the same reference, to the first record that has it; the name itself is not kept.
    const recipe = 'unlisted:work-b:1';
    expect(sprays?.map(({ substances }) => substances)).toEqual([['carbofuran'], [recipe, 'carbofuran']]);
    expect(sprays?.map(({ unlisted }) => unlisted)).toEqual([undefined, [recipe]]);
    expect(treatments).toEqual([{ ...of, substances: [recipe, 'imazalil'], unlisted: [recipe] }]);
    expect(JSON.stringify({ sprays, treatments })).not.toContain('祖传秘方');
  });

  it('tell several ingredients that are in no list apart, by their place in the record', () => {
    const called = ['甲', '乙'].map((name) => ({ name, code: null }));
    const { sprays } = facts({
      growing: [work('a', { substances: ['甲', 'imazalil', '乙'] }), work('b')],
      called,
    });
    expect(sprays?.[0]?.unlisted).toEqual(['unlisted:work-a:1', 'unlisted:work-a:2']);
    expect(sprays?.[0]?.substances).toEqual(['unlisted:work-a:1', 'imazalil', 'unlisted:work-a:2']);
  });

  it('do not take a hold that is not to be seen for none', () => {
    expect(facts({ members: [member({ openHoldCount: 1 })] }).openHolds).toBeNull();
    expect(facts({ members: [member({ openHoldCount: 1 })], holds: [held] }).openHolds).toEqual([
      {
        id: 'hold',
        reason: HOLD_REASONS.MANUAL,
        placedOn: '2026-01-24',
        cause: { code: 'MANUAL', isWithdrawn: false, placedBy: 'PACKHOUSE' },
      },
    ]);
    const { openHolds } = facts({ holds: [{ ...held, reasonCode: 'RECALL' }] });
    expect(openHolds).toMatchObject([{ reason: { zh: '召回', en: 'Recalled' } }]);
    // A processor settles no finding, so the base office is asked to.
    const ofProcessor = facts({ holds: [{ ...held, placedByKind: 'PROCESSOR' }] }).openHolds;
    expect(ofProcessor).toMatchObject([{ cause: { placedBy: 'BASE_OFFICE' } }]);
  });

  it('belong to their own batch', () => {
    const other = member({ id: 'other' as BatchId });
    const [first, second] = batchFacts(recorded({ members: [member(), other], inspections: [inspected()] }));
    expect([first?.origins?.length, second?.origins]).toEqual([2, null]);
    expect([first?.inspections?.length, second?.inspections?.length]).toEqual([1, 0]);
  });
});

describe('the documents of a lot', () => {
  it('are its own', () => {
    const documents = [
      {
        id: 'd',
        kind: 'PACKING_LIST' as const,
        number: 'N',
        issuedOn: localDate('2026-01-24'),
        validTo: null,
      },
    ];
    expect(documentFacts('lot', recorded({ documents }))).toMatchObject([
      { kind: 'PACKING_LIST', subject: { type: 'LOT', id: 'lot' } },
    ]);
  });
});

describe('the compliance certificates of a batch', () => {
  const receipt: FruitFactRow['receipts'][number] = {
    batchId: 'batch',
    id: 'receipt',
    receivedOn: localDate('2026-02-03'),
    supplierId: 'coop',
    buyerId: 'packhouse',
    isNoted: true,
    certificate: null,
  };

  it('are its own, and those collected on its way, each with its own batch', () => {
    const certificate = {
      id: 'certificate',
      number: 'HGZ-P',
      issuedOn: localDate('2026-02-05'),
      massGrams: grams(1_000),
      coversBatch: true,
      withdrawnOn: null,
    };
    const other = member({ id: 'other' as BatchId });
    const members = [member({ certificate }), other];
    const [first, second] = batchFacts(recorded({ members, receipts: [receipt] }));
    const { batchId: _, ...told } = receipt;
    expect([first?.certificate, first?.receipts]).toEqual([certificate, [told]]);
    expect([second?.certificate, second?.receipts]).toEqual([null, []]);
  });
});
