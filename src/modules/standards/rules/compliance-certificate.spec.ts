import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { evaluate } from '../domain/evaluate.js';
import type { BatchFacts, CertificateFacts, ReceiptFacts } from '../domain/facts.js';
import type { Finding } from '../domain/finding.js';
import type { Stage } from '../domain/rule.js';
import { SAMPLE_AT, sampleBatch, sampleReceipt, sampleRule, withBatch } from '../domain/sample-facts.js';

const DUTY = localDate('2026-02-01');
const names = {
  organisation: {
    cooperative: { zh: '示范合作社', en: 'Demo cooperative' },
    packhouse: { zh: '示范包装厂', en: 'Demo packhouse' },
  },
};

function judge(
  on: 'SUBJECT' | 'HARVEST_BATCHES',
  changes: Partial<BatchFacts>,
  stage: Stage = 'DECLARE',
): Finding {
  const rule = sampleRule({
    kind: 'document-present',
    parameters: { document: 'COMPLIANCE_CERTIFICATE', on },
    stage: 'PACK',
    validFrom: DUTY,
  });
  const at = { ...SAMPLE_AT, stage };
  const facts = withBatch(changes, { names });
  const [finding] = evaluate({ id: 'v', code: 'V', edition: '1', rules: [rule] }, facts, at);
  if (!finding) throw new Error('a finding was expected');
  return finding;
}

const certificate = (changes: Partial<CertificateFacts> = {}): CertificateFacts => {
  const { certificate: sample } = sampleBatch();
  if (!sample) throw new Error('the sample has one');
  return { ...sample, ...changes };
};
const withdrawnOn = localDate('2027-01-16');

describe('the certificate of whoever packed', () => {
  it.each<[string, CertificateFacts | null, string, RegExp]>([
    ['stands', certificate(), 'PASS', /was issued: HGZ-P-1\./],
    ['was never issued', null, 'FAIL', /Demo packhouse issues one/],
    ['was withdrawn', certificate({ withdrawnOn }), 'FAIL', /HGZ-P-1 was withdrawn on 2027-01-16\./],
    [
      'is for a part of the batch',
      certificate({ coversBatch: false }),
      'FAIL',
      /a part of the batch only and has to be withdrawn/,
    ],
  ])('%s', (_, given, verdict, sentence) => {
    const finding = judge('SUBJECT', { certificate: given });
    expect(finding.verdict).toBe(verdict);
    expect(`${finding.explanation.en} ${finding.nextSteps?.[0]?.en}`).toMatch(sentence);
  });

  it('is open where a number was noted and none is on record', () => {
    const finding = judge('SUBJECT', { certificate: null, isCertificateNoted: true });
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.nextSteps?.[0]?.en).toContain('Demo packhouse issues one');
  });

  it('is still to come before packing is reached, and says who issues it', () => {
    const finding = judge('SUBJECT', { certificate: null }, 'HARVEST');
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', gating: false });
    expect(finding.nextSteps?.[0]?.zh).toContain('示范包装厂');
  });
});

describe('the certificates that buyers collected', () => {
  const nothing = sampleReceipt({ certificate: null, isNoted: false });
  const gone = sampleReceipt({
    certificate: { id: 'k', number: 'HGZ-H-9', collectedOn: localDate('2027-01-12'), withdrawnOn },
  });
  it.each<[string, ReceiptFacts[], string, RegExp]>([
    ['one with each delivery', [sampleReceipt(), sampleReceipt({ id: 'r2' })], 'PASS', /with every delivery/],
    [
      'none with the second',
      [sampleReceipt(), nothing],
      'FAIL',
      /^Delivery of Demo cooperative on 2027-01-12/,
    ],
    [
      'one that its issuer withdrew',
      [gone],
      'FAIL',
      /its issuer withdrew the compliance certificate HGZ-H-9/,
    ],
    [
      'a number noted and nothing kept',
      [sampleReceipt({ certificate: null })],
      'INDETERMINATE',
      /no certificate is kept/,
    ],
    [
      'a number noted, and nothing with another',
      [sampleReceipt({ certificate: null }), nothing],
      'FAIL',
      /no compliance certificate was collected/,
    ],
    [
      'the last delivery before the duty began',
      [{ ...nothing, receivedOn: localDate('2026-01-31') }],
      'NOT_APPLICABLE',
      /before the rule/,
    ],
    [
      'the first delivery under the duty',
      [{ ...nothing, receivedOn: DUTY }],
      'FAIL',
      /collects and keeps it/,
    ],
    ["the packer's own fruit", [], 'NOT_APPLICABLE', /own fruit/],
  ])('%s', (_, receipts, verdict, sentence) => {
    const finding = judge('HARVEST_BATCHES', { receipts });
    expect(finding.verdict).toBe(verdict);
    expect(`${finding.explanation.en} ${finding.nextSteps?.[0]?.en}`).toMatch(sentence);
  });

  it('name both parties in both languages', () => {
    const { explanation, nextSteps } = judge('HARVEST_BATCHES', { receipts: [nothing] });
    expect(explanation.zh).toBe('2027-01-12 示范合作社交的果：没有收取承诺达标合格证。');
    expect(nextSteps).toMatchObject([{ by: 'COOPERATIVE', zh: '由示范合作社开具，示范包装厂收取并保存。' }]);
  });

  it('are open where nobody knows where the fruit came from', () => {
    expect(judge('HARVEST_BATCHES', { origins: null }).verdict).toBe('INDETERMINATE');
  });
});
