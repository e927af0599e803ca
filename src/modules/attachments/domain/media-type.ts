/** What an attachment may be: what laboratories, offices and telephones make. */
export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/heic'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Most bytes of one attachment: 20 MiB, a limit of the product (docs/adr/0016-attachments.md). */
export const MAXIMUM_BYTES = 20 * 1024 * 1024;

/** Whether a declared type, without parameters and in lower case, is one of them. */
export const isMediaType = (text: string): text is MediaType =>
  (MEDIA_TYPES as readonly string[]).includes(text);

/** Names that files of a type go by, the usual one first. */
export const EXTENSIONS: Readonly<Record<MediaType, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe'],
  'image/png': ['png'],
  'image/heic': ['heic', 'heif'],
};

/**
 * Which of the types some bytes begin as; null for anything else. A PDF must begin with its header, although readers
 * look for it further on: what stands before would be another kind of file.
 *
 * @param head the first 1,024 bytes, or all where there are fewer
 */
export function typeOf(head: Buffer): MediaType | null {
  if (/^%PDF-[12]\.\d/.test(text(head.subarray(0, 8)))) return 'application/pdf';
  if (head.subarray(0, 3).equals(JPEG)) return 'image/jpeg';
  if (head.subarray(0, 8).equals(PNG) && text(head.subarray(12, 16)) === 'IHDR') return 'image/png';
  return isHeic(head) ? 'image/heic' : null;
}

/**
 * Whether a file is two kinds at once, as far as that shows cheaply: a PDF inside a picture, an archive behind either, or
 * a page of HTML or SVG in the first comment. Such files pass as harmless at one door and are opened as something else at
 * the next.
 *
 * @param head the first 1,024 bytes, where readers of PDF look for a header
 * @param tail the last 1,024 bytes, where those of ZIP look for a directory
 */
export function isTwoKinds(type: MediaType, head: Buffer, tail: Buffer): boolean {
  const beginning = text(head).toLowerCase();
  if (type !== 'application/pdf' && beginning.includes('%pdf-')) return true;
  return MARKUP.test(beginning) || tail.includes(ZIP_END);
}

/**
 * Whether the end is there: a file cut short is none that anybody could rely on. Only of types that mark their end.
 *
 * @param tail the last 1,024 bytes
 */
export function isWhole(type: MediaType, tail: Buffer): boolean {
  if (type === 'application/pdf') return tail.includes('%%EOF');
  return type !== 'image/png' || tail.includes(PNG_END);
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The chunk that ends a PNG, with its length and checksum, which are always the same. */
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const MARKUP = /<!doctype|<html|<svg|<script/;

/** Brands of ISO/IEC 23008-12 whose pictures are coded in HEVC; `mif1` alone could be anything, AVIF among it. */
const HEVC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
/** Length, `ftyp`, major brand, version; then the compatible brands. */
const BRANDS_AT = 16;

function isHeic(head: Buffer): boolean {
  if (head.length < BRANDS_AT || text(head.subarray(4, 8)) !== 'ftyp') return false;
  const end = head.readUInt32BE(0);
  if (end < BRANDS_AT || end > head.length || end % 4 !== 0) return false;
  const major = text(head.subarray(8, 12));
  if (major.startsWith('avi')) return false;
  const brands = [major];
  for (let at = BRANDS_AT; at < end; at += 4) brands.push(text(head.subarray(at, at + 4)));
  return brands.some((brand) => HEVC.has(brand));
}

/** Byte for byte, so that places in the text are places in the bytes. */
const text = (bytes: Buffer): string => bytes.toString('latin1');
