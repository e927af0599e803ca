/** Sample-size code letters 样本量字码, in the order of the tables; I and O are not used. */
export const CODE_LETTERS = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'Q',
  'R',
] as const;
export type CodeLetter = (typeof CODE_LETTERS)[number];

/** Inspection levels 检验水平: four special ones for small samples, three general ones; II unless a contract says otherwise. */
export const INSPECTION_LEVELS = ['S_1', 'S_2', 'S_3', 'S_4', 'I', 'II', 'III'] as const;
export type InspectionLevel = (typeof INSPECTION_LEVELS)[number];

/** How severe inspection is 检验的严格度. Reduced inspection 放宽检验 has tables of its own that were not read. */
export const SEVERITIES = ['NORMAL', 'TIGHTENED'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Acceptance quality limits 接收质量限 that the tables have, in % as decimal text without trailing zeros. From memory, and
 * to be checked in the standard: above 10 they count faults, of which a unit may have several; here units are counted.
 */
export const AQLS = [
  '0.01',
  '0.015',
  '0.025',
  '0.04',
  '0.065',
  '0.1',
  '0.15',
  '0.25',
  '0.4',
  '0.65',
  '1',
  '1.5',
  '2.5',
  '4',
  '6.5',
  '10',
  '15',
] as const;
export type Aql = (typeof AQLS)[number];

/** A cell of a master table: acceptance and rejection number, or an arrow to the plan that applies instead. */
export type Cell = (
  | { readonly kind: 'PLAN'; readonly accept: number; readonly reject: number }
  | { readonly kind: 'ARROW'; readonly direction: 'UP' | 'DOWN' }
) & {
  /** Whether it was read in a printed table; otherwise it only continues the diagonal. */
  readonly read: boolean;
};

/** A row of a master table: how many units a code letter draws, and the numbers by AQL. */
export interface MasterRow {
  readonly letter: CodeLetter;
  readonly sampleSize: number;
  readonly cells: Readonly<Record<Aql, Cell>>;
}

/** A range of batch sizes, in units, with its code letters by inspection level. */
export interface CodeLetterRow {
  readonly from: number;
  /** Inclusive; null: and above. */
  readonly to: number | null;
  readonly letters: Readonly<Record<InspectionLevel, CodeLetter>>;
}

/*
 * The tables are kept as they are printed, so that they can be held beside the page. Where they were read, and how far
 * they may be trusted, says `ISO-2859-1` in reference/sampling-standards.json. They are those of the 1999 edition.
 *
 * A question mark: not read anywhere, but what the diagonals of the table make it (a plan moves one AQL to the left with
 * each letter down). So are AQL below 0.65, normal R, and tightened A and M to R. Two cells of them need a word:
 * - normal, A, 10: the text that was read prints an arrow up, above which there is nothing; taken as down;
 * - tightened, R, 0.01: 0/1 by the diagonal from B at 6.5 to Q at 0.015.
 */

/** Table 1: batch size from, to, then the letters of S-1, S-2, S-3, S-4, I, II, III. */
const LETTERS_BY_BATCH_SIZE = `
     2      8  A A A A A A B
     9     15  A A A A A B C
    16     25  A A B B B C D
    26     50  A B B C C D E
    51     90  B B C C C E F
    91    150  B B C D D F G
   151    280  B C D E E G H
   281    500  B C D E F H J
   501   1200  C C E F G J K
  1201   3200  C D E G H K L
  3201  10000  C D F G J L M
 10001  35000  C D F H K M N
 35001 150000  D E G J L N P
150001 500000  D E G J M P Q
500001      ∞  D E H K N Q R
`;

/** Table 2-A, single sampling, normal inspection: letter, sample size, then Ac/Re or an arrow by AQL. */
const NORMAL = `
         0.01  0.015  0.025   0.04  0.065    0.1   0.15   0.25    0.4   0.65      1    1.5    2.5      4    6.5     10     15
A    2     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓      ↓      ↓      ↓    0/1     ↓?      ↓
B    3     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓      ↓      ↓    0/1      ↑      ↓    1/2
C    5     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓      ↓    0/1      ↑      ↓    1/2    2/3
D    8     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓    0/1      ↑      ↓    1/2    2/3    3/4
E   13     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓    0/1      ↑      ↓    1/2    2/3    3/4    5/6
F   20     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?    0/1      ↑      ↓    1/2    2/3    3/4    5/6    7/8
G   32     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?      ↑      ↓    1/2    2/3    3/4    5/6    7/8  10/11
H   50     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↑?      ↓    1/2    2/3    3/4    5/6    7/8  10/11  14/15
J   80     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↑?     ↓?    1/2    2/3    3/4    5/6    7/8  10/11  14/15  21/22
K  125     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↑?     ↓?   1/2?    2/3    3/4    5/6    7/8  10/11  14/15  21/22      ↑
L  200     ↓?     ↓?     ↓?     ↓?   0/1?     ↑?     ↓?   1/2?   2/3?    3/4    5/6    7/8  10/11  14/15  21/22      ↑      ↑
M  315     ↓?     ↓?     ↓?   0/1?     ↑?     ↓?   1/2?   2/3?   3/4?    5/6    7/8  10/11  14/15  21/22      ↑      ↑      ↑
N  500     ↓?     ↓?   0/1?     ↑?     ↓?   1/2?   2/3?   3/4?   5/6?    7/8  10/11  14/15  21/22      ↑      ↑      ↑      ↑
P  800     ↓?   0/1?     ↑?     ↓?   1/2?   2/3?   3/4?   5/6?   7/8?  10/11  14/15  21/22      ↑      ↑      ↑      ↑      ↑
Q 1250   0/1?     ↑?     ↓?   1/2?   2/3?   3/4?   5/6?   7/8? 10/11?  14/15  21/22      ↑      ↑      ↑      ↑      ↑      ↑
R 2000     ↑?     ↑?   1/2?   2/3?   3/4?   5/6?   7/8? 10/11? 14/15? 21/22?     ↑?     ↑?     ↑?     ↑?     ↑?     ↑?     ↑?
`;

/** Table 2-B, single sampling, tightened inspection. */
const TIGHTENED = `
         0.01  0.015  0.025   0.04  0.065    0.1   0.15   0.25    0.4   0.65      1    1.5    2.5      4    6.5     10     15
A    2     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↓?
B    3     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓      ↓      ↓      ↓    0/1      ↓      ↓
C    5     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓      ↓      ↓    0/1      ↓      ↓    1/2
D    8     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓      ↓    0/1      ↓      ↓    1/2    2/3
E   13     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓      ↓    0/1      ↓      ↓    1/2    2/3    3/4
F   20     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?      ↓    0/1      ↓      ↓    1/2    2/3    3/4    5/6
G   32     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?    0/1      ↓      ↓    1/2    2/3    3/4    5/6    8/9
H   50     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?      ↓      ↓    1/2    2/3    3/4    5/6    8/9  12/13
J   80     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↓?      ↓    1/2    2/3    3/4    5/6    8/9  12/13  18/19
K  125     ↓?     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↓?     ↓?    1/2    2/3    3/4    5/6    8/9  12/13  18/19      ↑
L  200     ↓?     ↓?     ↓?     ↓?     ↓?   0/1?     ↓?     ↓?   1/2?    2/3    3/4    5/6    8/9  12/13  18/19      ↑      ↑
M  315     ↓?     ↓?     ↓?     ↓?   0/1?     ↓?     ↓?   1/2?   2/3?   3/4?   5/6?   8/9? 12/13? 18/19?     ↑?     ↑?     ↑?
N  500     ↓?     ↓?     ↓?   0/1?     ↓?     ↓?   1/2?   2/3?   3/4?   5/6?   8/9? 12/13? 18/19?     ↑?     ↑?     ↑?     ↑?
P  800     ↓?     ↓?   0/1?     ↓?     ↓?   1/2?   2/3?   3/4?   5/6?   8/9? 12/13? 18/19?     ↑?     ↑?     ↑?     ↑?     ↑?
Q 1250     ↓?   0/1?     ↓?     ↓?   1/2?   2/3?   3/4?   5/6?   8/9? 12/13? 18/19?     ↑?     ↑?     ↑?     ↑?     ↑?     ↑?
R 2000   0/1?     ↑?     ↓?   1/2?   2/3?   3/4?   5/6?   8/9? 12/13? 18/19?     ↑?     ↑?     ↑?     ↑?     ↑?     ↑?     ↑?
`;

export const CODE_LETTER_ROWS: readonly CodeLetterRow[] = lines(LETTERS_BY_BATCH_SIZE).map(
  ([from = '', to = '', ...letters]) => ({
    from: Number(from),
    to: to === '∞' ? null : Number(to),
    letters: byName(INSPECTION_LEVELS, letters.map(codeLetter)),
  }),
);

export const MASTER_TABLES: Readonly<Record<Severity, readonly MasterRow[]>> = {
  NORMAL: masterTable(NORMAL),
  TIGHTENED: masterTable(TIGHTENED),
};

function masterTable(text: string): MasterRow[] {
  const [head = [], ...rows] = lines(text);
  if (head.join() !== AQLS.join()) throw new Error(`a master table is headed ${head.join(' ')}`);
  return rows.map(([letter = '', size = '', ...cells]) => ({
    letter: codeLetter(letter),
    sampleSize: Number(size),
    cells: byName(AQLS, cells.map(cell)),
  }));
}

function cell(text: string): Cell {
  const [, accept, reject, arrow, unread] = /^(?:(\d+)\/(\d+)|([↓↑]))(\?)?$/.exec(text) ?? [];
  const read = unread === undefined;
  if (accept !== undefined) return { kind: 'PLAN', accept: Number(accept), reject: Number(reject), read };
  if (arrow === undefined) throw new Error(`no cell of a master table: ${text}`);
  return { kind: 'ARROW', direction: arrow === '↑' ? 'UP' : 'DOWN', read };
}

function codeLetter(text: string): CodeLetter {
  const letter = CODE_LETTERS.find((each) => each === text);
  if (!letter) throw new Error(`no code letter: ${text}`);
  return letter;
}

function lines(text: string): string[][] {
  const filled = text.split('\n').filter((line) => line.trim() !== '');
  return filled.map((line) => line.trim().split(/\s+/));
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  values: readonly Value[],
): Readonly<Record<Name, Value>> {
  if (values.length !== names.length)
    throw new Error(`${names.length} columns expected, not ${values.length}`);
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Name, Value>;
}
