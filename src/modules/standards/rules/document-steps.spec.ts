import { describe, expect, it } from '@jest/globals';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/document-kinds.js';
import type { Rule } from '../domain/rule.js';
import { sampleFacts } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

/** What is told while a document of a lot is still to come: the stage of its rule is not reached. */
const toldOf = (document: DocumentKind) => {
  const rule: Partial<Rule> & Pick<Rule, 'kind'> = {
    kind: 'document-present',
    subject: 'SHIPMENT',
    stage: 'LOAD',
    parameters: { document, on: 'SUBJECT' },
  };
  return judgedBy(rule, sampleFacts({ documents: [] })).nextSteps;
};

describe('a document of a lot that is still to come', () => {
  it.each<[DocumentKind, string, string]>([
    [
      'PHYTOSANITARY_CERTIFICATE',
      '出口企业向海关取得植物检疫证书并录入。',
      'The exporter obtains the phytosanitary certificate from the customs and records it.',
    ],
    [
      'PACKHOUSE_FOOD_SAFETY_CERTIFICATE',
      '出口企业向包装厂取得包装厂食品安全证书并录入。',
      'The exporter obtains the packhouse food-safety certificate from the packhouse and records it.',
    ],
    ['PACKING_LIST', '出口企业备妥装箱单并录入。', 'The exporter draws up the packing list and records it.'],
  ])('%s is told to who can record it', (document, zh, en) => {
    expect(toldOf(document)).toEqual([{ by: 'EXPORTER', zh, en }]);
  });

  it('is the exporter’s, whoever provides it: nobody else records documents of a lot', () => {
    const kinds = Object.keys(DOCUMENT_KINDS).filter((kind) => kind !== 'COMPLIANCE_CERTIFICATE');
    expect(kinds.map((kind) => DOCUMENT_KINDS[kind as DocumentKind].recordedBy)).toEqual(
      kinds.map(() => 'EXPORTER'),
    );
  });
});
