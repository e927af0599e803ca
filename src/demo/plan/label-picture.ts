import { crc32, deflateSync } from 'node:zlib';

/** The word DEMO, in letters five dots wide. */
const WORD = [
  '###..####.#...#.###.',
  '#..#.#....##.##.#.#.',
  '#..#.###..#.#.#.#.#.',
  '#..#.#....#...#.#.#.',
  '###..####.#...#.###.',
];
const DOT = 8;
const MARGIN = 2;

/**
 * What stands in for the photograph of an invented label: a small picture that says DEMO and nothing else, and in its text, for
 * whoever opens it with a tool, that it shows no real label. The same for the same number, byte for byte.
 */
export function labelPicture(number: string): Buffer {
  const width = ((WORD[0]?.length ?? 0) + 2 * MARGIN) * DOT;
  const height = (WORD.length + 2 * MARGIN) * DOT;
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (__, x) => (isInk(x, y) ? 0 : 255))]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits a sample; grey, no interlacing
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk(
      'tEXt',
      Buffer.from(`Comment\0Demonstration: invented label ${number}, no photograph of a real one`, 'latin1'),
    ),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const isInk = (x: number, y: number): boolean =>
  WORD[Math.floor(y / DOT) - MARGIN]?.[Math.floor(x / DOT) - MARGIN] === '#';

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
