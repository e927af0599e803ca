import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readReferenceTables } from '../../../../reference/reference-tables.js';
import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import { sha256Hex } from '../../../kernel/canonical-json.js';
import { CERTIFICATE_BASES, COMMITMENTS, IN_FORCE_FROM, KEPT_MONTHS } from './certificate-lists.js';
import { frozenContents, printedCertificate, readContents, type ContentsGiven } from './contents.js';
import { whatToDo, type Missing } from './missing-duty.js';
import { refuseCollection, type CertificateOffered, type CollectionContext } from './refuse-collection.js';
import { refuseIssue, type CertificateAsked, type IssueContext } from './refuse-issue.js';

const asked: CertificateAsked = {
  massGrams: grams(1_000),
  issuedOn: localDate('2026-02-10'),
  basis: ['SELF_CHECK'],
  hasReport: false,
};
const batch: IssueContext['batch'] = {
  code: 'H-1',
  kind: 'HARVEST',
  madeOn: localDate('2026-02-10'),
  massGrams: grams(1_000),
  openHoldCount: 0,
};
const context: IssueContext = {
  batch,
  today: localDate('2026-02-11'),
  standing: null,
  isOfGrower: null,
  inspection: null,
};
const codes = (refusals: readonly { code: string }[]): string[] => refusals.map(({ code }) => code);

describe('a certificate', () => {
  const fit = { code: 'I-1', isFit: true };
  it.each<[string, Partial<CertificateAsked>, Partial<IssueContext>, string[]]>([
    ['for all of a harvest', {}, {}, []],
    ['for a part of it', { massGrams: grams(1) }, {}, []],
    ['for a gram more than there is', { massGrams: grams(1_001) }, {}, ['CERTIFICATE_EXCEEDS_BATCH']],
    ['on the day of the harvest', { issuedOn: batch.madeOn }, {}, []],
    ['on the day before', { issuedOn: localDate('2026-02-09') }, {}, ['CERTIFICATE_DAY_OUTSIDE']],
    ['on a day to come', { issuedOn: localDate('2026-02-12') }, {}, ['CERTIFICATE_DAY_OUTSIDE']],
    ['on a batch that has one', {}, { standing: 'HGZ-1' }, ['CERTIFICATE_ISSUED_ALREADY']],
    ['on held fruit', {}, { batch: { ...batch, openHoldCount: 1 } }, ['CERTIFICATE_BATCH_HELD']],
    ['on juice', {}, { batch: { ...batch, kind: 'PRODUCT' } }, ['CERTIFICATE_NOT_FOR_PRODUCTS']],
    ['for the grower of the plot', {}, { isOfGrower: true }, []],
    ['for another grower', {}, { isOfGrower: false }, ['CERTIFICATE_GROWER_NOT_OF_BATCH']],
    ['on a test without its report', { basis: ['COMMISSIONED_TEST'] }, {}, ['CERTIFICATE_NEEDS_REPORT']],
    ['on a test with its report', { basis: ['COMMISSIONED_TEST'], hasReport: true }, {}, []],
    ['on a test by a signed inspection', { basis: ['COMMISSIONED_TEST'] }, { inspection: fit }, []],
    [
      'on an inspection of other fruit',
      { basis: ['COMMISSIONED_TEST'] },
      { inspection: { ...fit, isFit: false } },
      ['CERTIFICATE_INSPECTION_UNFIT'],
    ],
    [
      'that is wrong in everything',
      { massGrams: grams(2_000), issuedOn: localDate('2027-01-01'), basis: ['COMMISSIONED_TEST'] },
      { batch: { ...batch, kind: 'PRODUCT', openHoldCount: 2 }, standing: 'X', isOfGrower: false },
      [
        'CERTIFICATE_NOT_FOR_PRODUCTS',
        'CERTIFICATE_ISSUED_ALREADY',
        'CERTIFICATE_BATCH_HELD',
        'CERTIFICATE_EXCEEDS_BATCH',
        'CERTIFICATE_DAY_OUTSIDE',
        'CERTIFICATE_GROWER_NOT_OF_BATCH',
        'CERTIFICATE_NEEDS_REPORT',
      ],
    ],
  ])('%s', (_, changes, more, expected) => {
    expect(codes(refuseIssue({ ...asked, ...changes }, { ...context, ...more }))).toEqual(expected);
  });
});

describe('what a buyer collects', () => {
  const offered: CertificateOffered = {
    number: 'HGZ-1',
    issuedOn: localDate('2026-02-10'),
    isWithdrawn: false,
    isOfDelivery: true,
  };
  const receipt: CollectionContext = {
    batch: 'R-1',
    today: localDate('2026-02-20'),
    standing: null,
    replaces: false,
  };
  const standing = { number: 'HGZ-0', isWithdrawn: false };
  it.each<[string, Partial<CertificateOffered>, string, Partial<CollectionContext>, string[]]>([
    ['on the day of issue', {}, '2026-02-10', {}, []],
    ['before it was issued', {}, '2026-02-09', {}, ['CERTIFICATE_DAY_OUTSIDE']],
    ['later than the fruit', {}, '2026-02-20', {}, []],
    ['tomorrow', {}, '2026-02-21', {}, ['CERTIFICATE_DAY_OUTSIDE']],
    ['of other fruit', { isOfDelivery: false }, '2026-02-10', {}, ['CERTIFICATE_NOT_OF_DELIVERY']],
    ['withdrawn', { isWithdrawn: true }, '2026-02-10', {}, ['CERTIFICATE_IS_WITHDRAWN']],
    ['a second time', {}, '2026-02-10', { standing }, ['CERTIFICATE_COLLECTED_ALREADY']],
    ['in place of a mistake', {}, '2026-02-10', { standing, replaces: true }, []],
    ['in place of a withdrawn one', {}, '2026-02-10', { standing: { ...standing, isWithdrawn: true } }, []],
  ])('%s', (_, changes, day, more, expected) => {
    const refusals = refuseCollection({ ...offered, ...changes }, localDate(day), { ...receipt, ...more });
    expect(codes(refusals)).toEqual(expected);
  });
});

describe('the text of a certificate', () => {
  const given: ContentsGiven = {
    number: 'HGZ-1',
    product: { zh: '塔罗科血橙', en: 'Tarocco' },
    batchCode: 'P-1',
    massGrams: grams(1_500_500),
    cartonCount: 150,
    origins: [{ townCode: '511025105', zh: '资中县示范镇', en: 'Demo Town, Zizhong County' }],
    producer: { kind: 'ORGANISATION', issuerCode: 'DEMO', zh: '示范包装厂', en: 'Demo packhouse' },
    issuedOn: localDate('2026-02-10'),
    basis: ['QUALITY_CONTROL', 'SELF_CHECK'],
    form: 'ELECTRONIC',
    evidence: { inspectionCode: null, reportSha256: null },
    parents: [{ number: 'HGZ-0', issuedOn: '2026-02-08', issuerCode: 'DEMO-COOP' }],
    replaces: null,
  };

  it('is the same for the same contents, with the hash of what it was made of', () => {
    const once = frozenContents(given);
    expect(frozenContents({ ...given })).toEqual(once);
    expect(once.contentsSha256).toBe(sha256Hex(once.contents));
    expect(readContents(once.contents).commitments).toEqual(Object.keys(COMMITMENTS));
  });

  it('says everything the list of fields asks for, in Chinese', () => {
    expect(printedCertificate(readContents(frozenContents(given).contents), 'zh', '示范联系人')).toBe(
      [
        '承诺达标合格证',
        '编号：HGZ-1',
        '我承诺对生产销售的食用农产品：',
        '- 未使用禁用的农药、兽药及其他化合物',
        '- 使用的常规农药、兽药残留不超标',
        '承诺依据：质量安全控制、自检',
        '产品名称：塔罗科血橙',
        '批次：P-1',
        '数量（重量）：1500.5 千克',
        '箱数：150',
        '产地：资中县示范镇',
        '承诺主体：示范包装厂',
        '联系方式：示范联系人',
        '开具日期：2026-02-10',
        '形式：电子',
        '混装、分装前的合格证：HGZ-0',
      ].join('\n'),
    );
  });

  it('names no household, and leaves out what it does not have', () => {
    const household = { ...given, producer: { ...given.producer, kind: 'HOUSEHOLD' as const }, parents: [] };
    const text = printedCertificate(readContents(frozenContents(household).contents), 'en');
    expect(text).toContain('Producer: a farm household (entered by Demo packhouse on its behalf)');
    expect(text).not.toMatch(/Contact|before mixing/);
  });
});

describe('what is to be done', () => {
  const missing: Missing = {
    duty: 'TO_COLLECT',
    withdrawnNumber: null,
    exceedingNumber: null,
    offeredNumber: null,
    notedNumber: null,
  };
  it.each<[Partial<Missing>, RegExp]>([
    [{}, /must not be bought/],
    [{ notedNumber: 'N' }, /photograph the paper/],
    [{ withdrawnNumber: 'W' }, /W that was collected was withdrawn/],
    [{ withdrawnNumber: 'W', offeredNumber: 'O', notedNumber: 'N' }, /issued the certificate O: collect it/],
    [{ duty: 'TO_ISSUE' }, /issue one/],
    [{ duty: 'TO_ISSUE', withdrawnNumber: 'W' }, /W was withdrawn: issue another one/],
    [{ duty: 'TO_ISSUE', exceedingNumber: 'E' }, /less than the certificate E is for/],
  ])('%j', (changes, sentence) => {
    const said = whatToDo({ ...missing, ...changes });
    expect(said.en).toMatch(sentence);
    expect(said.zh).toMatch(/。$/);
  });
});

describe('what the measures demand', () => {
  const reference = readReferenceTables(fileURLToPath(new URL('../../../../reference', import.meta.url)));
  const row = (code: string) => reference['compliance-certificate'].find((each) => each.code === code);

  it('begins on the day from which the rules judge', () => {
    const rules = reference.rules.filter(({ standard }) => standard === 'CN-CERTIFICATE-2026');
    expect(rules.map(({ code }) => code)).toEqual(['CERTIFICATE-COLLECTED', 'CERTIFICATE-REISSUED']);
    expect(rules.map(({ validFrom }) => validFrom)).toEqual([IN_FORCE_FROM, IN_FORCE_FROM]);
    expect(row('PURCHASE')?.validFrom).toBe(IN_FORCE_FROM);
  });

  it('is what the lists of the product have, as far as it was read', () => {
    const list = Object.values(CERTIFICATE_BASES).map(({ zh }) => zh);
    expect(row('BASIS')?.note?.zh).toContain(list.join('、'));
    expect(row('COMMITMENTS')?.note?.zh).toContain(
      Object.values(COMMITMENTS)
        .map(({ zh }) => zh)
        .join('；'),
    );
    expect([row('RETENTION')?.title.zh, KEPT_MONTHS]).toEqual(['至少保存六个月', 6]);
  });

  it('is called no better than it is: what nobody read decides nothing', () => {
    expect(row('BASIS')?.confidence).toBe('unverified');
    for (const code of ['BATCH', 'FIELDS', 'FORM']) expect(row(code)?.confidence).toBe('secondary');
  });
});
