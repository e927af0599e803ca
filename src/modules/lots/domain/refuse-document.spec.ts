import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import '../lot.refusals.js';
import { refuseUsedDocument, type DocumentUse } from './refuse-document.js';

const document = { number: 'PC-1', issuedOn: localDate('2026-01-25'), validUntil: localDate('2026-02-08') };
const use = (given: Partial<DocumentUse> = {}): DocumentUse => ({ ...document, isOwn: true, ...given });

describe('a document that is for one consignment alone', () => {
  it.each<[string, DocumentUse[], string[]]>([
    ['is on record nowhere', [], []],
    ['is on record for the lot itself', [use()], []],
    [
      'is on record with a later last day',
      [use({ validUntil: localDate('2030-01-01') })],
      ['DOCUMENT_DIFFERS'],
    ],
    ['is on record without a last day', [use({ validUntil: null })], ['DOCUMENT_DIFFERS']],
    ['is another lot’s', [use({ isOwn: false })], ['DOCUMENT_OF_OTHER_LOT']],
  ])('%s', (_, uses, codes) => {
    expect(refuseUsedDocument(document, uses).map(({ code }) => code)).toEqual(codes);
  });
});
