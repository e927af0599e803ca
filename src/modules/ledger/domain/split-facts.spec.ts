import { describe, expect, it } from '@jest/globals';
import { splitFacts } from './split-facts.js';

const ID = '01a05a44-1881-79af-84ed-0a11164caa54';

describe('what a ledger entry remembers for ever', () => {
  it('is ids, figures, days, moments, hashes and codes', () => {
    const facts = {
      batchIds: [ID],
      performedOn: '2026-01-12',
      performedAt: '2026-01-12T09:00:00.000Z',
      factsSha256: 'a'.repeat(64),
      massGrams: 1000,
      isVoid: false,
      validTo: null,
      code: 'H2526-Z01A',
      outputs: [{ sizeCode: '5', certificateNumber: 'HGZ-1' }],
      verdicts: { BRAND: 'PASS' },
    };
    expect(splitFacts('run.packing', facts)).toEqual({ facts, texts: [] });
  });

  it.each([
    ['a reason', { reason: '王五说称错了' }, 'reason'],
    ['a note in one word', { note: 'WangWu' }, 'note'],
    ['a telephone number', { note: '13800000000' }, 'note'],
    ['a name where a number belongs', { certificateNumber: '王五' }, 'certificateNumber'],
    ['a sentence where a code belongs', { code: 'ask Wang Wu' }, 'code'],
    ['an ingredient as somebody called it', { substances: ['abamectin', '王五配的药'] }, 'substances.1'],
    ['what nobody has thought of yet', { remark: 'x' }, 'remark'],
    ['what lies deep', { ticket: { weighedBy: '王五' } }, 'ticket.weighedBy'],
    ['a name of land', { nameZh: '王五果园' }, 'nameZh'],
  ])('is not %s', (_, facts, field) => {
    const split = splitFacts('thing.changed', facts);
    expect(split.texts.map((text) => text.field)).toEqual([field]);
    expect(JSON.stringify(split.facts)).not.toMatch(/王五|Wang|1380/);
  });

  it('is what a report counted, in the words of a market’s table', () => {
    const results = [
      { substance: 'prochloraz', residueDefinitionKind: 'SUM', residueDefinition: 'sum of prochloraz and …' },
    ];
    expect(splitFacts('coverage.recorded', { results })).toEqual({ facts: { results }, texts: [] });
    expect(splitFacts('thing.changed', { results }).texts.map(({ field }) => field)).toEqual([
      'results.0.residueDefinition',
    ]);
  });

  it('is what a report calls a substance, where two people made that name known', () => {
    const results = [{ substance: 'prochloraz', substanceTold: '示范 别名' }];
    expect(splitFacts('inspection.laboratory-results-recorded', { results }).texts).toEqual([]);
    expect(splitFacts('coverage.recorded', { results }).texts).toEqual([]);
  });

  it('keeps the places of a list whose text went', () => {
    const { facts, texts } = splitFacts('growing.recorded', { substances: ['abamectin', '土 药'] });
    expect(facts).toEqual({ substances: ['abamectin', null] });
    expect(texts).toEqual([{ field: 'substances.1', text: '土 药' }]);
  });

  it('is not the title of a paper, an official one either; the counties and the district it is about are codes', () => {
    const codes = { customsDistrictCode: 'CHENGDU', countyCodes: ['511025'] };
    const read = { document: '王五的来信', clause: '第一条', url: 'https://example.org/wang' };
    const { facts, texts } = splitFacts('customs-district.entered', { ...codes, ...read });
    expect(facts).toEqual(codes);
    expect(texts.map(({ field }) => field)).toEqual(['document', 'clause', 'url']);
  });

  it('is the name of an organisation, which is public', () => {
    const facts = { nameZh: '示范合作社一', nameEn: 'Demo Cooperative One' };
    expect(splitFacts('organisation.renamed', facts).texts).toEqual([]);
    expect(splitFacts('orchard.registered', facts).texts).toHaveLength(2);
  });
});
