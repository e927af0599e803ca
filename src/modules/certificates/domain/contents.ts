import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { formatKg, grams, type Grams } from '../../../kernel/mass.js';
import type { Bilingual } from '../../../kernel/refusal.js';
import {
  CERTIFICATE_BASES,
  CERTIFICATE_FORMS,
  COMMITMENTS,
  type CertificateBasis,
  type CertificateForm,
  type CertificateProducer,
} from './certificate-lists.js';

/** A name in both languages. A type and not an interface: only so it is known to be JSON. */
type Name = { readonly zh: string; readonly en: string };

/**
 * What a certificate says, as it is frozen when it is issued: names as they were then, no person's name or number.
 * Masses in grams, days as `YYYY-MM-DD`. Which fields there are: `FIELDS` in reference/compliance-certificate.json,
 * secondary. A type and not an interface: only so it is known to be JSON.
 */
export type CertificateContents = {
  readonly number: string;
  readonly product: Name;
  readonly batchCode: string;
  readonly massGrams: number;
  readonly cartonCount: number | null;
  /** Towns the fruit grew in, by code. */
  readonly origins: readonly (Name & { readonly townCode: string })[];
  readonly producer: { readonly kind: CertificateProducer; readonly issuerCode: string } & Name;
  readonly issuedOn: string;
  readonly commitments: readonly string[];
  readonly basis: readonly CertificateBasis[];
  readonly form: CertificateForm;
  readonly evidence: { readonly inspectionCode: string | null; readonly reportSha256: string | null };
  /** What the fruit came with before it was mixed or repacked. */
  readonly parents: readonly CertificateParent[];
  readonly replaces: string | null;
};

/** A certificate that the fruit came with. `issuerCode` is null of a paper from outside. */
export type CertificateParent = {
  readonly number: string;
  readonly issuedOn: string;
  readonly issuerCode: string | null;
};

/** What a certificate is to say, before it is frozen. The commitments are not asked: they are always both. */
export interface ContentsGiven extends Omit<CertificateContents, 'commitments' | 'massGrams' | 'issuedOn'> {
  readonly massGrams: Grams;
  readonly issuedOn: LocalDate;
}

/**
 * Freezes what a certificate says: canonical JSON (RFC 8785) with the SHA-256 of its text, since what is printed again
 * must be what was printed. Both commitments are always made.
 *
 * @throws RangeError as `canonicalJson`
 * @see docs/adr/0021-compliance-certificates.md
 */
export function frozenContents(given: ContentsGiven): { contents: string; contentsSha256: string } {
  const contents: CertificateContents = { ...given, commitments: Object.keys(COMMITMENTS) };
  const text = canonicalJson(contents);
  return { contents: text, contentsSha256: sha256Hex(text) };
}

/**
 * A frozen certificate as it was given to {@link frozenContents}.
 *
 * @throws SyntaxError if the text is no JSON, which a certificate's never is
 */
export const readContents = (text: string): CertificateContents => JSON.parse(text) as CertificateContents;

/**
 * The certificate as it is printed, one line an item, in one language. The words 承诺达标合格证 stand first, as an
 * electronic form must show them in a prominent place.
 *
 * @param contact who stands on it and how to reach them, where whoever prints it may know; null is left out
 * @returns lines without a last line break; the mass in kilograms
 * @see reference/compliance-certificate.json: `FORM` and `FIELDS`, secondary
 */
export function printedCertificate(
  contents: CertificateContents,
  language: keyof Bilingual,
  contact: string | null = null,
): string {
  const zh = language === 'zh';
  const line = (name: Bilingual, value: string | null): string[] =>
    value === null ? [] : [`${name[language]}${zh ? '：' : ': '}${value}`];
  const list = (items: readonly string[]): string => items.join(zh ? '、' : ', ');
  const { producer, evidence, parents } = contents;
  const kilograms = formatKg(grams(contents.massGrams));
  const amount = zh ? `${kilograms} 千克` : `${kilograms} kg`;
  const household = zh
    ? `农户（由${producer.zh}代录）`
    : `a farm household (entered by ${producer.en} on its behalf)`;
  return [
    zh ? '承诺达标合格证' : '承诺达标合格证 Compliance certificate',
    ...line({ zh: '编号', en: 'Number' }, contents.number),
    zh ? '我承诺对生产销售的食用农产品：' : 'I promise of the produce that I grow and sell:',
    ...contents.commitments.map((code) => `- ${COMMITMENTS[code as keyof typeof COMMITMENTS][language]}`),
    ...line(
      { zh: '承诺依据', en: 'Based on' },
      list(contents.basis.map((code) => CERTIFICATE_BASES[code][language])),
    ),
    ...line({ zh: '检验编号', en: 'Inspection' }, evidence.inspectionCode),
    ...line({ zh: '检测报告 SHA-256', en: 'SHA-256 of the report' }, evidence.reportSha256),
    ...line({ zh: '产品名称', en: 'Product' }, contents.product[language]),
    ...line({ zh: '批次', en: 'Batch' }, contents.batchCode),
    ...line({ zh: '数量（重量）', en: 'Quantity' }, amount),
    ...line(
      { zh: '箱数', en: 'Cartons' },
      contents.cartonCount === null ? null : String(contents.cartonCount),
    ),
    ...line({ zh: '产地', en: 'Origin' }, list(contents.origins.map((town) => town[language]))),
    ...line(
      { zh: '承诺主体', en: 'Producer' },
      producer.kind === 'HOUSEHOLD' ? household : producer[language],
    ),
    ...line({ zh: '联系方式', en: 'Contact' }, contact),
    ...line({ zh: '开具日期', en: 'Issued on' }, contents.issuedOn),
    ...line({ zh: '形式', en: 'Form' }, CERTIFICATE_FORMS[contents.form][language]),
    ...line(
      { zh: '混装、分装前的合格证', en: 'Certificates before mixing or repacking' },
      parents.length === 0 ? null : list(parents.map(({ number }) => number)),
    ),
    ...line({ zh: '替换', en: 'Replaces' }, contents.replaces),
  ].join('\n');
}
