import { describe, expect, it } from '@jest/globals';
import { formatKg, type Grams } from './mass.js';
import { declareRefusals, describeRefusal, describeRefusals, refusalCodes, sentenceOf } from './refusal.js';
import { templateOf } from './sentence-template.js';

const NAMES: Record<string, string> = { seal: 'the seal' };

const catalogue = declareRefusals({
  SPEC_TOO_HEAVY: (v: { batch: string; excessGrams: Grams }) => ({
    zh: `批次 ${v.batch} 重了 ${formatKg(v.excessGrams)} 千克`,
    en: `Batch ${v.batch} weighs ${formatKg(v.excessGrams)} kg too much`,
  }),
  SPEC_MISSING: (v: { what: string }) => ({ zh: `缺少 ${v.what}`, en: `Missing: ${NAMES[v.what] ?? ''}` }),
});
describeRefusals(catalogue, { SPEC_MISSING: 'Something is missing' });

describe('a refusal', () => {
  it('is said in both languages with the figures of the case', () => {
    const values = { batch: 'H-1', excessGrams: 1500 };
    expect(sentenceOf({ code: 'SPEC_TOO_HEAVY', values })).toEqual({
      zh: '批次 H-1 重了 1.5 千克',
      en: 'Batch H-1 weighs 1.5 kg too much',
    });
  });

  it('is described by its sentence, the names of its values in braces', () => {
    expect(describeRefusal('SPEC_TOO_HEAVY')).toBe('Batch {batch} weighs {excessGrams} kg too much');
  });

  it('is described in other words where somebody wrote them', () => {
    expect(describeRefusal('SPEC_MISSING')).toBe('Something is missing');
  });

  it('has a code that nobody else may declare, and is in the list of all codes', () => {
    expect(() => declareRefusals({ SPEC_MISSING: () => ({ zh: '', en: '' }) })).toThrow('declared twice');
    expect(refusalCodes()).toEqual(expect.arrayContaining(['SPEC_MISSING', 'SPEC_TOO_HEAVY']));
  });

  it('that nobody declared is a bug', () => {
    expect(() => sentenceOf({ code: 'SPEC_UNHEARD_OF', values: {} })).toThrow('not declared');
    expect(() => describeRefusal('SPEC_UNHEARD_OF')).toThrow('not declared');
  });

  it('needs a description where its sentence cannot be made without a case', () => {
    declareRefusals({ SPEC_DEEP: (v: { all: string[] }) => ({ zh: '', en: v.all.join(' and ') }) });
    expect(() => describeRefusal('SPEC_DEEP')).toThrow('needs a description');
  });
});

describe('the template of a sentence', () => {
  it.each<[string, (v: Record<string, unknown>) => string, string | null]>([
    ['text', (v) => `Batch ${v['batch'] as string} is held`, 'Batch {batch} is held'],
    [
      'a choice by what is there',
      (v) => `It can go to: ${(v['possible'] as string) || 'nowhere'}`,
      'It can go to: {possible}',
    ],
    ['two masses', (v) => `${kgOf(v, 'a')} kg, not ${kgOf(v, 'b')} kg`, '{a} kg, not {b} kg'],
    ['a mass named twice', (v) => `${kgOf(v, 'a')} kg or ${kgOf(v, 'a')} kg`, '{a} kg or {a} kg'],
    ['a word looked up', (v) => `Missing: ${NAMES[v['what'] as string]}`, null],
    ['a figure worked out', (v) => `${Number(v['a']) / 7} kg`, null],
    ['the inside of a value', (v) => `${(v['finding'] as { title: string }).title}`, null],
  ])('with %s', (_, en, expected) => {
    expect(templateOf((values: Record<string, unknown>) => ({ zh: '', en: en(values) }))).toBe(expected);
  });
});

const kgOf = (values: Record<string, unknown>, name: string): string => formatKg(values[name] as Grams);
