import { describe, expect, it } from '@jest/globals';
import { isTwoKinds, isWhole, typeOf, type MediaType } from './media-type.js';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

/** An `ftyp` box of these brands, the first being the major one. */
const ftyp = (major: string, ...compatible: string[]): Buffer => {
  const length = 16 + 4 * compatible.length;
  return bytes([0, 0, 0, length], 'ftyp', major, [0, 0, 0, 0], ...compatible, 'rest of it');
};
const PNG = bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR', [0, 0, 0, 1]);
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe1], '  Exif');
const NOTHING = Buffer.alloc(0);

describe('what some bytes are', () => {
  it.each<[string, Buffer, MediaType | null]>([
    ['a PDF', bytes('%PDF-1.7\n'), 'application/pdf'],
    ['a PDF of the second edition', bytes('%PDF-2.0\n'), 'application/pdf'],
    ['a PDF after something else', bytes('\n%PDF-1.7\n'), null],
    ['a PDF of no edition', bytes('%PDF-x'), null],
    ['a JPEG', JPEG, 'image/jpeg'],
    ['half a mark', bytes([0xff, 0xd8]), null],
    ['a JPEG after a blank', bytes(' ', [0xff, 0xd8, 0xff]), null],
    ['a PNG', PNG, 'image/png'],
    ['a PNG without its header', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IDAT'), null],
    ['a photograph of a telephone', ftyp('heic', 'mif1', 'heic'), 'image/heic'],
    ['a HEIF that says HEVC', ftyp('mif1', 'mif1', 'heix'), 'image/heic'],
    ['a HEIF that does not say what is in it', ftyp('mif1', 'mif1'), null],
    ['an AVIF', ftyp('avif', 'mif1', 'heic'), null],
    ['a film', ftyp('isom', 'mp41'), null],
    ['a box that ends before it began', bytes([0, 0, 0, 8], 'ftypheic', [0, 0, 0, 0]), null],
    ['a box longer than the beginning', bytes([0, 1, 0, 0], 'ftypheic', [0, 0, 0, 0]), null],
    ['a page', bytes('<!DOCTYPE html><title>x</title>'), null],
    ['a drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    ['an archive', bytes('PK\u0003\u0004'), null],
    ['a program', bytes('MZ'), null],
    ['nothing', NOTHING, null],
  ])('%s', (_, head, type) => expect(typeOf(head)).toBe(type));
});

describe('a file that is two kinds at once', () => {
  const zipEnd = bytes('PK', [5, 6], '\0'.repeat(18));
  it.each<[string, MediaType, Buffer, Buffer]>([
    ['a PDF inside a JPEG', 'image/jpeg', bytes([0xff, 0xd8, 0xff, 0xfe], 'xx%PDF-1.4'), NOTHING],
    ['a PDF inside a PNG', 'image/png', Buffer.concat([PNG, bytes('%pdf-1.4')]), NOTHING],
    ['an archive behind a JPEG', 'image/jpeg', JPEG, zipEnd],
    [
      'an archive behind a PDF',
      'application/pdf',
      bytes('%PDF-1.4'),
      Buffer.concat([bytes('%%EOF'), zipEnd]),
    ],
    ['a page in a comment', 'image/jpeg', bytes([0xff, 0xd8, 0xff, 0xfe], 'xx<Script>x()'), NOTHING],
    ['a drawing in a PDF’s first line', 'application/pdf', bytes('%PDF-1.4 <svg onload=x>'), NOTHING],
  ])('is seen: %s', (_, type, head, tail) => expect(isTwoKinds(type, head, tail)).toBe(true));

  it.each<[string, MediaType, Buffer]>([
    ['a PDF', 'application/pdf', bytes('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj <</Type /Catalog>>')],
    ['a JPEG with Exif', 'image/jpeg', JPEG],
    [
      'a JPEG with XMP',
      'image/jpeg',
      bytes([0xff, 0xd8, 0xff, 0xe1], '<x:xmpmeta xmlns:x="adobe:ns:meta/">'),
    ],
    ['a PNG', 'image/png', PNG],
    ['a HEIC', 'image/heic', ftyp('heic', 'mif1')],
  ])('is not seen in %s', (_, type, head) => expect(isTwoKinds(type, head, head)).toBe(false));
});

describe('a file that was cut short', () => {
  const end = bytes([0, 0, 0, 0], 'IEND', [0xae, 0x42, 0x60, 0x82]);
  it.each<[MediaType, Buffer, boolean]>([
    ['application/pdf', bytes('startxref\n9\n%%EOF\n'), true],
    ['application/pdf', bytes('endobj'), false],
    ['image/png', Buffer.concat([bytes('data'), end]), true],
    ['image/png', bytes('IEND'), false],
    ['image/jpeg', bytes('anything: telephones write on after the picture'), true],
    ['image/heic', NOTHING, true],
  ])('%s %#', (type, tail, isThere) => expect(isWhole(type, tail)).toBe(isThere));
});
