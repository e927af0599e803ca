import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type {
  BatchFacts,
  CoveredPlotFacts,
  CustomsDistrictFacts,
  DocumentFacts,
  Facts,
  InspectionFacts,
  RegistrationFacts,
} from '../domain/facts.js';
import { DOCUMENT_KINDS } from '../domain/document-kinds.js';
import { weakest, type Confidence, type Rule } from '../domain/rule.js';
import type { At } from '../domain/rule-kind.js';
import {
  ENTERED,
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  SOURCE,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

describe('registrations', () => {
  const [orchard] = sampleFacts().registrations;
  const [, packhouse] = sampleFacts().registrations;
  if (!orchard || !packhouse) throw new Error('the sample has both');
  const until = (day: string): Partial<RegistrationFacts> => ({ validTo: localDate(day) });
  // As facts kept by older versions say it; `entered.spec.ts` has those of today.
  const entered = (day: string) => ({ enteredOn: localDate(day), isConfirmed: false });
  const covered = (changes: Partial<CoveredPlotFacts> = {}): CoveredPlotFacts => ({
    plotId: 'plot-1',
    from: localDate('2026-01-01'),
    to: null,
    ...ENTERED,
    ...changes,
  });
  // Picked on 2027-01-12, packed on the 15th, leaving on the 20th.
  it.each<[string, Partial<RegistrationFacts>, string]>([
    ['valid on the day of shipment', until('2027-01-20'), 'PASS'],
    ['ended between harvest and shipment', until('2027-01-19'), 'FAIL'],
    ['ended before the harvest', until('2027-01-11'), 'FAIL'],
    ['given for another market', { markets: ['EU'] }, 'FAIL'],
    ['without a market on record', { markets: null }, 'INDETERMINATE'],
    ['not covering the plot any more', { plots: [covered({ to: localDate('2027-01-11') })] }, 'FAIL'],
    ['not covering the plot yet', { plots: [covered({ from: localDate('2027-01-13') })] }, 'FAIL'],
    ['not covering the plot at all', { plots: [] }, 'FAIL'],
    ['entered on the day of harvest', entered('2027-01-12'), 'PASS'],
    ['entered after the harvest, by whoever gains by it', entered('2027-01-13'), 'INDETERMINATE'],
    ['entered after the harvest and confirmed', { ...entered('2027-01-13'), isConfirmed: true }, 'PASS'],
    ['whose plot was entered on the day of harvest', { plots: [covered(entered('2027-01-12'))] }, 'PASS'],
    [
      'whose plot was entered after the harvest',
      { plots: [covered(entered('2027-01-13'))] },
      'INDETERMINATE',
    ],
    [
      'whose plot was entered after the harvest and confirmed',
      { plots: [covered({ ...entered('2027-01-13'), isConfirmed: true })] },
      'PASS',
    ],
    ['entered late and ended', { ...entered('2027-01-13'), ...until('2027-01-19') }, 'FAIL'],
  ])('of an orchard %s', (_, changes, verdict) => {
    const registrations = [{ ...orchard, ...changes }];
    expect(judgedBy({ kind: 'orchard-registration' }, sampleFacts({ registrations })).verdict).toBe(verdict);
  });

  it('names the plot that has none', () => {
    const origins = [sampleOrigin(), sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' })];
    const finding = judgedBy({ kind: 'orchard-registration' }, withBatch({ origins }));
    expect(finding.verdict).toBe('FAIL');
    expect(finding.explanation.zh).toBe('采收日地块 P-2 没有面向该市场的有效果园注册登记。');
  });

  it('the better of two registrations counts', () => {
    const registrations = [{ ...orchard, id: 'old', markets: ['EU'] }, orchard];
    expect(judgedBy({ kind: 'orchard-registration' }, sampleFacts({ registrations })).verdict).toBe('PASS');
  });

  it('needs no market where any registration will do', () => {
    const registrations = [{ ...orchard, markets: null }];
    const rule = { kind: 'orchard-registration', parameters: { anyMarket: true } };
    expect(judgedBy(rule, sampleFacts({ registrations, market: null })).verdict).toBe('PASS');
    expect(judgedBy({ kind: 'orchard-registration' }, sampleFacts({ market: null })).verdict).toBe(
      'INDETERMINATE',
    );
  });

  it.each<[string, Partial<RegistrationFacts>, string]>([
    ['valid', {}, 'PASS'],
    ['of another packhouse', { organisationId: 'other' }, 'FAIL'],
    ['begun after the packing', { validFrom: localDate('2027-01-16') }, 'FAIL'],
    ['ended before the shipment', until('2027-01-19'), 'FAIL'],
    ['for another market', { markets: ['EU'] }, 'FAIL'],
    ['without a market on record', { markets: null }, 'INDETERMINATE'],
    ['entered on the packing day', entered('2027-01-15'), 'PASS'],
    ['entered after the packing day', entered('2027-01-16'), 'INDETERMINATE'],
    ['entered after the packing day and confirmed', { ...entered('2027-01-16'), isConfirmed: true }, 'PASS'],
  ])('of a packhouse, %s', (_, changes, verdict) => {
    const registrations = [{ ...packhouse, ...changes }];
    expect(judgedBy({ kind: 'packhouse-registration' }, sampleFacts({ registrations })).verdict).toBe(
      verdict,
    );
  });

  it('one registration may cover the plots of many growers', () => {
    const plots = ['plot-1', 'plot-2'].map((plotId) => covered({ plotId }));
    const origins = [sampleOrigin(), sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' })];
    const facts = withBatch({ origins }, { registrations: [{ ...orchard, plots }] });
    expect(judgedBy({ kind: 'single-registration-per-run' }, facts).verdict).toBe('PASS');
    expect(judgedBy({ kind: 'single-registration-per-run' }, withBatch({ origins })).verdict).toBe(
      'INDETERMINATE',
    );
    const late = plots.map((each) => ({ ...each, ...entered('2027-01-13') }));
    const lateFacts = withBatch({ origins }, { registrations: [{ ...orchard, plots: late }] });
    expect(judgedBy({ kind: 'single-registration-per-run' }, lateFacts).verdict).toBe('INDETERMINATE');
  });

  describe('printed on the cartons', () => {
    const second = sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' });
    const elsewhere = {
      ...orchard,
      id: 'other',
      number: 'ORCHARD-2',
      plots: [covered({ plotId: 'plot-2' })],
    };
    const both = { ...orchard, plots: [covered(), covered({ plotId: 'plot-2' })] };
    const rows: [string, Facts, string][] = [
      ['that covered its plot', sampleFacts(), 'PASS'],
      [
        'that covered both of its plots',
        withBatch({ origins: [sampleOrigin(), second] }, { registrations: [both] }),
        'PASS',
      ],
      [
        'while half of it grew under no registration',
        withBatch({ origins: [sampleOrigin(), second] }),
        'FAIL',
      ],
      [
        'while half of it grew under another one, so that the run drew from two',
        withBatch({ origins: [sampleOrigin(), second] }, { registrations: [orchard, elsewhere] }),
        'FAIL',
      ],
      [
        'that covers none of it, although another does',
        withBatch(
          { markedRegistration: { id: 'other', number: 'ORCHARD-2' } },
          { registrations: [orchard, elsewhere] },
        ),
        'FAIL',
      ],
      [
        'that no longer covered it on the day of harvest',
        sampleFacts({ registrations: [{ ...orchard, ...until('2027-01-11') }] }),
        'FAIL',
      ],
      [
        'that will have ended when it leaves',
        sampleFacts({ registrations: [{ ...orchard, ...until('2027-01-19') }] }),
        'FAIL',
      ],
      [
        'that was given for another market, while a second one covers the plot for this',
        sampleFacts({
          registrations: [
            { ...orchard, markets: ['EU'] },
            { ...orchard, id: 'other' },
          ],
        }),
        'FAIL',
      ],
      [
        'that does not say for which markets',
        sampleFacts({ registrations: [{ ...orchard, markets: null }] }),
        'INDETERMINATE',
      ],
      [
        'that was entered after the harvest',
        sampleFacts({ registrations: [{ ...orchard, ...entered('2027-01-13') }] }),
        'INDETERMINATE',
      ],
      [
        'on fruit whose day of harvest is not recorded',
        withBatch({ origins: [sampleOrigin({ harvestedOn: null })] }),
        'INDETERMINATE',
      ],
      ['that nobody recorded', withBatch({ markedRegistration: null }), 'INDETERMINATE'],
    ];
    it.each(rows)('a registration %s', (_, facts, verdict) => {
      expect(judgedBy({ kind: 'marked-registration' }, facts).verdict).toBe(verdict);
    });

    it('need not be there where the market does not ask for it', () => {
      const rule = { kind: 'marked-registration', parameters: { mayBeUnmarked: true } };
      expect(judgedBy(rule, withBatch({ markedRegistration: null })).verdict).toBe('NOT_APPLICABLE');
    });
  });
});

describe('markets and channels', () => {
  const status = (value: 'OPEN' | 'CLOSED', from: string | null, to: string | null) => ({
    status: value,
    validFrom: from === null ? null : localDate(from),
    validTo: to === null ? null : localDate(to),
    source: SOURCE,
    confidence: 'official' as const,
  });
  const marketStatus = [status('CLOSED', '2020-01-06', '2022-02-02'), status('OPEN', '2022-02-03', null)];
  it.each([
    ['2020-01-05', 'INDETERMINATE'],
    ['2020-01-06', 'FAIL'],
    ['2022-02-02', 'FAIL'],
    ['2022-02-03', 'PASS'],
  ])('a market closed from 2020-01-06 until 2022-02-03, on %s: %s', (day, verdict) => {
    const { lot } = sampleFacts();
    const facts = sampleFacts({ marketStatus, lot: lot && { ...lot, plannedDeparture: localDate(day) } });
    const then = { ...SAMPLE_AT, date: localDate('2020-01-01') };
    expect(judgedBy({ kind: 'market-open', subject: 'SHIPMENT' }, facts, then).verdict).toBe(verdict);
  });

  it('counts today where the planned day has passed and it has not left', () => {
    const { lot } = sampleFacts();
    const facts = sampleFacts({
      marketStatus,
      lot: lot && { ...lot, plannedDeparture: localDate('2021-06-01') },
    });
    const on = (day: string) =>
      judgedBy({ kind: 'market-open', subject: 'SHIPMENT' }, facts, { ...SAMPLE_AT, date: localDate(day) })
        .verdict;
    expect([on('2021-05-31'), on('2022-02-02'), on('2022-02-03')]).toEqual(['FAIL', 'FAIL', 'PASS']);
  });

  it('counts the day it left, once it left', () => {
    const { lot } = sampleFacts();
    const facts = sampleFacts({ marketStatus, lot: lot && { ...lot, departedOn: localDate('2021-01-01') } });
    expect(judgedBy({ kind: 'market-open', subject: 'SHIPMENT' }, facts).verdict).toBe('FAIL');
  });

  it.each([
    ['of another exporter', { exporterId: 'exporter-two' }, 'FAIL'],
    ['to another market', { market: 'TH' }, 'FAIL'],
    ['not open yet', { openFrom: localDate('2027-01-21') }, 'FAIL'],
    ['open', {}, 'PASS'],
  ])('a channel %s', (_, changes, verdict) => {
    const { channel } = sampleFacts();
    const facts = sampleFacts({ channel: channel && { ...channel, ...changes } });
    expect(judgedBy({ kind: 'channel-open', subject: 'LOT' }, facts).verdict).toBe(verdict);
  });

  it('asks for the day of departure where none is planned', () => {
    const { lot } = sampleFacts();
    const facts = sampleFacts({ lot: lot && { ...lot, plannedDeparture: null } });
    expect(judgedBy({ kind: 'channel-open', subject: 'LOT' }, facts).verdict).toBe('INDETERMINATE');
    expect(judgedBy({ kind: 'market-open', subject: 'LOT' }, facts).verdict).toBe('INDETERMINATE');
  });

  it('lists what of a market pack is not confirmed', () => {
    const { marketPack } = sampleFacts();
    const missing = [{ zh: '口岸', en: 'the ports' }];
    const judgePack = (changes: object) =>
      judgedBy(
        { kind: 'market-pack-confirmed', subject: 'LOT' },
        sampleFacts({ marketPack: marketPack && { ...marketPack, ...changes } }),
      );
    expect(judgePack({ missing }).explanation.en).toBe('Demands of XD are not confirmed yet: the ports.');
    expect(judgePack({ missing }).verdict).toBe('INDETERMINATE');
    expect(judgePack({ confidence: 'secondary' }).verdict).toBe('INDETERMINATE');
    expect(judgePack({ validTo: localDate('2027-01-19') }).verdict).toBe('INDETERMINATE');
  });
});

describe('documents', () => {
  const phytosanitary: Partial<Rule> & Pick<Rule, 'kind'> = {
    kind: 'document-present',
    subject: 'SHIPMENT',
    stage: 'LOAD',
    parameters: { document: 'PHYTOSANITARY_CERTIFICATE', on: 'SUBJECT' },
  };
  const certificate: DocumentFacts = {
    id: 'd',
    kind: 'PHYTOSANITARY_CERTIFICATE',
    subject: { type: 'LOT', id: 'lot-1' },
    number: 'N-1',
    issuedOn: localDate('2027-01-18'),
    validTo: localDate('2027-01-20'),
  };
  const loading: At = { ...SAMPLE_AT, stage: 'LOAD' };

  it('are still to come before their stage, and missing from it on', () => {
    const none = sampleFacts({ documents: [] });
    expect(judgedBy(phytosanitary, none)).toMatchObject({ verdict: 'INDETERMINATE', gating: false });
    expect(judgedBy(phytosanitary, none, loading)).toMatchObject({ verdict: 'FAIL', gating: true });
  });

  it.each<[string, Partial<DocumentFacts>, string]>([
    ['valid on the shipment day', {}, 'PASS'],
    ['valid without end', { validTo: null }, 'PASS'],
    ['run out before it', { validTo: localDate('2027-01-19') }, 'FAIL'],
    ['of another lot', { subject: { type: 'LOT', id: 'lot-2' } }, 'FAIL'],
    ['of another kind', { kind: 'PACKING_LIST' }, 'FAIL'],
  ])('%s', (_, changes, verdict) => {
    const facts = sampleFacts({ documents: [{ ...certificate, ...changes }] });
    expect(judgedBy(phytosanitary, facts, loading).verdict).toBe(verdict);
  });

  const supply: Partial<Rule> & Pick<Rule, 'kind'> = {
    kind: 'document-present',
    subject: 'LOT',
    stage: 'DECLARE',
    parameters: { document: 'SUPPLY_CERTIFICATE', on: 'SUBJECT', when: 'OTHER_CUSTOMS_DISTRICT' },
  };
  it.each([
    ['all of one district', 'CHENGDU', 'NOT_APPLICABLE'],
    ['packed under another', 'CHONGQING', 'FAIL'],
    ['packed nobody knows where', null, 'INDETERMINATE'],
  ])('the certificate of supply, fruit %s', (_, packerCustomsDistrict, verdict) => {
    expect(judgedBy(supply, withBatch({ packerCustomsDistrict })).verdict).toBe(verdict);
  });

  it('one member from elsewhere is enough to ask for the certificate of supply', () => {
    const batches = [sampleBatch(), sampleBatch({ id: 'b2', packerCustomsDistrict: 'CHONGQING' })];
    expect(judgedBy(supply, sampleFacts({ batches })).verdict).toBe('FAIL');
  });

  describe('whose customs districts nobody has confirmed', () => {
    const known = (confidence: Confidence, ...counties: string[]): CustomsDistrictFacts[] => [
      { code: 'CHENGDU', counties: ['511025', ...counties], confidence: 'official' },
      { code: 'CHONGQING', counties: ['500153'], confidence },
    ];
    const crossing = { packerCustomsDistrict: 'CHONGQING' };
    const supplied: DocumentFacts = {
      id: 'd1',
      kind: 'SUPPLY_CERTIFICATE',
      subject: { type: 'LOT', id: 'lot-1' },
      number: 'S-1',
      issuedOn: localDate('2027-01-16'),
      validTo: null,
    };
    it.each<[Confidence, readonly DocumentFacts[], string]>([
      ['secondary', [supplied], 'INDETERMINATE'],
      ['unverified', [], 'INDETERMINATE'],
      ['confirmed', [supplied], 'PASS'],
      ['official', [], 'FAIL'],
    ])('has the certificate of supply judged by rows that are %s', (confidence, documents, verdict) => {
      const finding = judgedBy(
        supply,
        withBatch(crossing, { documents, customsDistricts: known(confidence) }),
      );
      expect(finding.verdict).toBe(verdict);
      expect(finding.confidence).toBe(weakest([confidence, 'confirmed']));
    });

    it('names the district that is to be confirmed, and who confirms it', () => {
      const finding = judgedBy(supply, withBatch(crossing, { customsDistricts: known('secondary') }));
      expect(finding.nextSteps?.[0]).toMatchObject({
        by: 'BASE_OFFICE',
        zh: expect.stringContaining('CHONGQING'),
      });
      expect(finding.evidence).toContainEqual({
        type: 'customs-district',
        id: 'CHONGQING',
        field: 'confidence',
        value: 'secondary',
      });
      expect(finding.evidence.map(({ id }) => id)).not.toContain('CHENGDU');
    });

    it('asks for none within one county, whichever its district is', () => {
      const [chengdu] = known('secondary');
      const facts = sampleFacts({ customsDistricts: [{ ...chengdu!, confidence: 'secondary' }] });
      expect(judgedBy(supply, facts).verdict).toBe('NOT_APPLICABLE');
    });

    it('does not take two counties for one district on the word of such a row', () => {
      const [chengdu] = known('official', '511024');
      const facts = sampleFacts({ customsDistricts: [{ ...chengdu!, confidence: 'secondary' }] });
      expect(judgedBy(supply, facts).verdict).toBe('INDETERMINATE');
    });
  });

  const collected: Partial<Rule> & Pick<Rule, 'kind'> = {
    kind: 'document-present',
    parameters: { document: 'COMPLIANCE_CERTIFICATE', on: 'HARVEST_BATCHES' },
    validFrom: localDate('2026-02-01'),
  };
  /** As facts were kept before certificates had records of their own. */
  const olderFacts = (changes: Partial<BatchFacts>): Facts => {
    const { certificate: _certificate, receipts: _receipts, ...batch } = sampleBatch(changes);
    return sampleFacts({ batches: [batch] });
  };

  it('in facts of older versions: every harvest batch taken over needs its own compliance certificate', () => {
    const origins = [sampleOrigin(), sampleOrigin({ plotCode: 'P-2', harvestBatchId: 'harvest-2' })];
    const finding = judgedBy(collected, olderFacts({ origins }));
    expect(finding.verdict).toBe('FAIL');
    expect(finding.explanation.en).toBe('No compliance certificate came with the harvest batches of P-2.');
  });

  it('says of each kind of document whether it came with the fruit, in a sentence', () => {
    for (const [document, { name }] of Object.entries(DOCUMENT_KINDS)) {
      const every = { ...collected, parameters: { document, on: 'HARVEST_BATCHES' } };
      const paper = (harvest: string) => ({
        id: harvest,
        kind: document,
        number: 'N-1',
        subject: { type: 'BATCH' as const, id: harvest },
        issuedOn: localDate('2026-01-01'),
        validTo: null,
      });
      const facts = olderFacts({ origins: [sampleOrigin({ harvestBatchId: 'harvest-1' })] });
      const said = (documents: DocumentFacts[]) => judgedBy(every, { ...facts, documents }).explanation;
      expect(said([paper('harvest-1')])).toEqual({
        zh: `每个采收批都附有${name.zh}。`,
        en: `Every harvest batch came with its ${name.en}.`,
      });
      expect(said([])).toEqual({
        zh: `来自地块 P-1 的采收批缺${name.zh}。`,
        en: `No ${name.en} came with the harvest batches of P-1.`,
      });
    }
  });

  it('in facts of older versions: fruit picked before the duty began needs none', () => {
    const origins = [sampleOrigin({ harvestedOn: localDate('2026-01-31'), harvestBatchId: 'none' })];
    expect(judgedBy(collected, olderFacts({ origins })).verdict).toBe('NOT_APPLICABLE');
  });

  it('in facts of older versions: the packed batch has one of its own', () => {
    const own = { ...collected, parameters: { document: 'COMPLIANCE_CERTIFICATE', on: 'SUBJECT' } };
    expect(judgedBy(own, olderFacts({})).verdict).toBe('PASS');
    expect(judgedBy(own, { ...olderFacts({}), documents: [] }).verdict).toBe('FAIL');
  });
});

describe('the inspection', () => {
  const [signed] = sampleBatch().inspections ?? [];
  if (!signed) throw new Error('the sample has one');
  it.each<[string, InspectionFacts[], string]>([
    ['signed and independent', [signed], 'PASS'],
    ['not signed yet', [{ ...signed, signedOn: null }], 'INDETERMINATE'],
    ['none', [], 'INDETERMINATE'],
    ['twice on a day, the second time not fit', [signed, { ...signed, id: 'i2', verdict: 'FAIL' }], 'FAIL'],
    ["by the owner's own people", [{ ...signed, inspectorOrganisationIds: ['x', 'cooperative'] }], 'FAIL'],
    ['found not fit', [{ ...signed, verdict: 'FAIL' }], 'FAIL'],
    [
      'found fit after it was sorted again',
      [
        { ...signed, verdict: 'FAIL' },
        { ...signed, id: 'i2', signedOn: localDate('2027-01-17') },
      ],
      'PASS',
    ],
    [
      'found not fit when looked at again',
      [signed, { ...signed, id: 'i2', signedOn: localDate('2027-01-17'), verdict: 'FAIL' }],
      'FAIL',
    ],
  ])('%s', (_, inspections, verdict) => {
    expect(judgedBy({ kind: 'inspection-signed' }, withBatch({ inspections })).verdict).toBe(verdict);
  });
});
