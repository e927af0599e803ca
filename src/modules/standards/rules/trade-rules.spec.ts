import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type {
  BatchFacts,
  CustomsDistrictFacts,
  DocumentFacts,
  Facts,
  InspectionFacts,
} from '../domain/facts.js';
import { DOCUMENT_KINDS } from '../domain/document-kinds.js';
import { weakest, type Confidence, type Rule } from '../domain/rule.js';
import type { At } from '../domain/rule-kind.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  SOURCE,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

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
